package io.edgeopt.optimizers.quantize.place;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which tensors lie between integer layers: values flow into them from one through operators that can do with integers,
 * and on from them into another. Only there is it worth computing on integers: elsewhere quantizing would cost time and
 * accuracy for an operator that is cheap in float.
 */
final class Flow {
    private final Graph graph;
    private final Set<Node> layers;
    private final Set<String> born = new HashSet<>();
    private final Set<String> wanted = new HashSet<>();

    Flow(Graph graph, Set<Node> layers) {
        this.graph = graph;
        this.layers = layers;
        List<Node> order = graph.topological();
        for (Node node : order) {
            if (layers.contains(node)
                    || (carries(node) && Operands.of(graph, node).stream().anyMatch(born::contains))) {
                born.addAll(node.outputs());
            }
        }
        for (int i = order.size() - 1; i >= 0; i--) {
            Node node = order.get(i);
            if (layers.contains(node)
                    || (carries(node) && node.outputs().stream().anyMatch(wanted::contains))) {
                wanted.addAll(Operands.of(graph, node));
            }
        }
    }

    /** Whether the node, no layer itself, hands values on that can be integers. */
    private boolean carries(Node node) {
        return switch (Rules.of(node).role()) {
            case COMPUTE, JOIN, PASS, CUT -> Operands.areFloat(graph, node);
            default -> false;
        };
    }

    /** Whether the node, no layer itself, shall compute on integers. */
    boolean isBetween(Node node) {
        return !layers.contains(node)
                && carries(node)
                && Operands.of(graph, node).stream().anyMatch(born::contains)
                && node.outputs().stream().anyMatch(wanted::contains);
    }

    /** Whether the tensor flows on into an integer layer. */
    boolean isWanted(String tensor) {
        return wanted.contains(tensor);
    }
}
