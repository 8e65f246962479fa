/** How good answers are: metrics, each with its interval, and paired comparison against a baseline. */
@NullMarked
package io.edgeopt.core.task.metric;

import org.jspecify.annotations.NullMarked;
