/** Tells of quantized models why they are no faster, and what each layer costs and gains. */
@NullMarked
package io.edgeopt.optimizers.quantize.diagnose;

import org.jspecify.annotations.NullMarked;
