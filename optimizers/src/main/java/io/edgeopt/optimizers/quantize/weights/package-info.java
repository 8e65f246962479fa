/** Weights in fewer bits than floats take: how they are chosen, rounded, packed, and unpacked by the graph itself. */
@NullMarked
package io.edgeopt.optimizers.quantize.weights;

import org.jspecify.annotations.NullMarked;
