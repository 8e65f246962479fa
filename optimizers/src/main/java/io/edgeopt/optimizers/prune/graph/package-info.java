/** Which channels of a network must be cut together, and cutting them. */
@NullMarked
package io.edgeopt.optimizers.prune.graph;

import org.jspecify.annotations.NullMarked;
