package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import java.util.List;
import java.util.Optional;

/** Knows {@code x / (1 + exp(-x))} and writes {@code x * Sigmoid(x)}; ONNX has no single operator for it so far. */
final class Silus extends ActivationRewrite {
    Silus() {
        super("silu");
    }

    @Override
    Optional<String> argument(Node node, Look look) {
        return node.is("Div")
                ? Sigmoids.onePlusExp(node.inputs().get(1), look)
                        .filter(node.inputs().get(0)::equals)
                : Optional.empty();
    }

    @Override
    List<Node> written(String x, String output, String name, GraphEditor editor) {
        String gate = editor.freshName(output + "_sigmoid");
        return List.of(
                Node.of("Sigmoid", List.of(x), List.of(gate)).withName(gate),
                Node.of("Mul", List.of(x, gate), List.of(output)).withName(name));
    }
}
