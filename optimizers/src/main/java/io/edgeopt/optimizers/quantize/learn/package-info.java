/** Integers that are learnt: rounding layer by layer, and networks trained through their own quantization. */
@NullMarked
package io.edgeopt.optimizers.quantize.learn;

import org.jspecify.annotations.NullMarked;
