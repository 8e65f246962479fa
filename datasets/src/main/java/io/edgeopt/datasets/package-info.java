/** Readers of labelled data in the forms that people have it. */
@NullMarked
package io.edgeopt.datasets;

import org.jspecify.annotations.NullMarked;
