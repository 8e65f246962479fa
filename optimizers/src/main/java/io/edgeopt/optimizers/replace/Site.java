package io.edgeopt.optimizers.replace;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import java.util.Set;

/**
 * A place in a graph where something can stand for something else.
 *
 * @param what what is there, such as {@code hard-swish}
 * @param input what it is worked out from or, of a gate, what the gate is multiplied with
 * @param gate what a gate gives; of an activation its input again
 * @param nodes all that work it out, of which other nodes may read too
 * @param last the node that gives the output
 */
record Site(Part part, String what, String input, String gate, Set<Node> nodes, Node last) {
    Site {
        nodes = Set.copyOf(nodes);
    }

    String name() {
        return last.label();
    }

    String output() {
        return last.output();
    }

    /** Whether a factor and a term of each channel of its input could go into the layer that makes it. */
    boolean followsALayer(Graph graph) {
        return graph.producerOf(input)
                        .filter(node -> node.isAnyOf("Conv", "ConvTranspose", "Gemm"))
                        .filter(node -> graph.constant(node.inputs().get(1)).isPresent())
                        .isPresent()
                && isReadHereAlone(input, graph)
                && nodes.stream().filter(node -> node != last).allMatch(node -> isReadHereAlone(node.output(), graph));
    }

    private boolean isReadHereAlone(String tensor, Graph graph) {
        return !graph.isOutput(tensor) && nodes.containsAll(graph.consumersOf(tensor));
    }
}
