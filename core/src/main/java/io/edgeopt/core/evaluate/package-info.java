/** A model over a data set: samples in, answers out, scored by the metrics of the task. */
@NullMarked
package io.edgeopt.core.evaluate;

import org.jspecify.annotations.NullMarked;
