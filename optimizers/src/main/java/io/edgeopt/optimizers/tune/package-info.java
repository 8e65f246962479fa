/** Fine-tuning: any model trained further on data, with or without a teacher, for a number of steps. */
@NullMarked
package io.edgeopt.optimizers.tune;

import org.jspecify.annotations.NullMarked;
