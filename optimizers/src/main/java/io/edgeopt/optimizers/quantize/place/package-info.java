/** Decides which nodes compute on integers, which tensors hold integers, and which of them share a scale. */
@NullMarked
package io.edgeopt.optimizers.quantize.place;

import org.jspecify.annotations.NullMarked;
