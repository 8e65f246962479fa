package io.edgeopt.optimizers.prune.graph;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;

/** What must be said otherwise of a node, when channels that it counts are gone. */
interface Adjustment {
    /** The node as it must be; what it needs is added with the editor. */
    Node adjusted(Node node, Kept kept, GraphEditor editor);
}
