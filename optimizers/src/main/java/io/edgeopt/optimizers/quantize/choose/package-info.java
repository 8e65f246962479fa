/** Chooses by measuring: which scheme a model gains from, and which of its parts had better stay in float. */
@NullMarked
package io.edgeopt.optimizers.quantize.choose;

import org.jspecify.annotations.NullMarked;
