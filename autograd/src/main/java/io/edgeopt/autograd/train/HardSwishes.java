package io.edgeopt.autograd.train;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import java.util.Optional;

/**
 * Writes what multiplies a tensor by its own hard sigmoid as one node, so that one pass over memory does what several
 * do, forwards and backwards. The result is for training alone: operator sets before 14 have no such node. The rewrite
 * of {@code simplify} knows more forms, but runs the model to learn its shapes; a tensor and its own gate are alike.
 */
final class HardSwishes {
    private static final float ALPHA = 1f / 6;
    private static final float NEAR = 1e-6f;

    private HardSwishes() {}

    /** A model whose other tensors keep their names, weights among them. */
    static Model joined(Model model) {
        Graph graph = model.graph();
        GraphEditor editor = model.edit();
        for (Node node : graph.nodes()) {
            gated(node, graph).ifPresent(gate -> {
                editor.replace(
                        node,
                        Node.of("HardSwish", gate.inputs(), node.outputs()).withName(node.name()));
                editor.remove(gate);
            });
        }
        return editor.model();
    }

    /** The node that makes one factor out of the other, where nothing else reads what it makes. */
    private static Optional<Node> gated(Node product, Graph graph) {
        if (!product.is("Mul")) {
            return Optional.empty();
        }
        String left = product.inputs().get(0);
        String right = product.inputs().get(1);
        return gate(left, right, graph).or(() -> gate(right, left, graph));
    }

    private static Optional<Node> gate(String factor, String gated, Graph graph) {
        return graph.producerOf(factor)
                .filter(HardSwishes::isGate)
                .filter(node -> node.inputs().get(0).equals(gated) && graph.hasSingleUse(factor));
    }

    private static boolean isGate(Node node) {
        return node.is("HardSigmoid")
                && Math.abs(node.real("alpha", 0.2f) - ALPHA) < NEAR
                && Math.abs(node.real("beta", 0.5f) - 0.5f) < NEAR;
    }
}
