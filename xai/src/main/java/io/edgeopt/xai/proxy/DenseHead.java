package io.edgeopt.xai.proxy;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The dense layers that scores end in.
 *
 * @param levels what each of them reads, the first layer's first
 */
record DenseHead(List<String> levels) {
    DenseHead {
        levels = List.copyOf(levels);
    }

    static DenseHead of(Graph graph, String scores) {
        List<String> levels = new ArrayList<>();
        Optional<Node> made = graph.producerOf(scores);
        while (made.isPresent()) {
            Node node = made.get();
            String input = node.inputs().get(0);
            if (isDense(graph, node)) {
                levels.add(input);
            } else if (!passes(node)) {
                break;
            }
            made = graph.producerOf(input);
        }
        if (levels.isEmpty()) {
            throw new UnsupportedModelException(
                    "rules are told of dense layers at the end, but '%s' comes from '%s' (%s); take tree, which needs none"
                            .formatted(
                                    scores,
                                    made.map(Node::label).orElse("?"),
                                    made.map(Node::op).orElse("?")));
        }
        Collections.reverse(levels);
        return new DenseHead(levels);
    }

    private static boolean isDense(Graph graph, Node node) {
        return Operators.of(node).kind() == OperatorKind.MATRIX_PRODUCT
                && node.input(1)
                        .filter(weight -> graph.isInitializer(weight)
                                || graph.producerOf(weight)
                                        .filter(maker -> Operators.of(maker).kind() == OperatorKind.DEQUANTIZE)
                                        .isPresent())
                        .isPresent();
    }

    private static boolean passes(Node node) {
        return switch (Operators.of(node).kind()) {
            case RESHAPE, CAST, QUANTIZE, DEQUANTIZE, ACTIVATION -> true;
            default -> node.isAnyOf("Add", "Identity", "Dropout");
        };
    }
}
