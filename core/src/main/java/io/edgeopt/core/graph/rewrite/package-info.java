/** Small changes of a graph that keep what it computes, each a class, and the pass that applies them until none fits. */
@NullMarked
package io.edgeopt.core.graph.rewrite;

import org.jspecify.annotations.NullMarked;
