/** Convolutions written as products of smaller ones: depthwise with pointwise, columns with rows, or few channels between. */
@NullMarked
package io.edgeopt.optimizers.separate;

import org.jspecify.annotations.NullMarked;
