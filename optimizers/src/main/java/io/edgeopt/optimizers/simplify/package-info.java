/** The step that writes a model's graph with fewer nodes, checked against the graph it came from. */
@NullMarked
package io.edgeopt.optimizers.simplify;

import org.jspecify.annotations.NullMarked;
