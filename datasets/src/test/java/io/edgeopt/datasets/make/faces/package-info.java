/** What drawn faces keep to. */
@NullMarked
package io.edgeopt.datasets.make.faces;

import org.jspecify.annotations.NullMarked;
