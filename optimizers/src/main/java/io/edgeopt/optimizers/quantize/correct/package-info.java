/** Holds a quantized model's accuracy: equal channels before, corrected biases after. */
@NullMarked
package io.edgeopt.optimizers.quantize.correct;

import org.jspecify.annotations.NullMarked;
