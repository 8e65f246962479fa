/** Distillation: a small network learns from a large one, and beside it the same network without. */
@NullMarked
package io.edgeopt.optimizers.distill;

import org.jspecify.annotations.NullMarked;
