/** Tests of cutting out faces. */
@NullMarked
package io.edgeopt.datasets.faces;

import org.jspecify.annotations.NullMarked;
