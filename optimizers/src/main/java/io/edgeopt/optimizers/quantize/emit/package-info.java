/** Writes quantized graphs: integers for weights and biases, and what turns tensors into integers and back. */
@NullMarked
package io.edgeopt.optimizers.quantize.emit;

import org.jspecify.annotations.NullMarked;
