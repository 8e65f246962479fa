package io.edgeopt.optimizers.prune.graph;

import io.edgeopt.core.graph.Node;

/** How the axes of an operator's tensors hang together: sets those of its outputs, and joins what goes together. */
interface AxisRule {
    void follow(Node node, Scene scene);
}
