/** What values tensors take, streamed into histograms, and the ranges that calibrators choose from them. */
@NullMarked
package io.edgeopt.optimizers.quantize.range;

import org.jspecify.annotations.NullMarked;
