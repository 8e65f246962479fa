/** Training: steps, schedules, checkpoints, and the model that comes out. */
@NullMarked
package io.edgeopt.autograd.train;

import org.jspecify.annotations.NullMarked;
