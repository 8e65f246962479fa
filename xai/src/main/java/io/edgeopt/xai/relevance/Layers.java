package io.edgeopt.xai.relevance;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import java.util.Optional;
import java.util.Set;

/** What kind of a layer a node is to whoever divides scores. */
final class Layers {
    private Layers() {}

    /** A weighted sum of its first input with weights that do not depend on the picture. */
    static boolean isLinear(Node node, Set<String> reached) {
        OperatorKind kind = Operators.of(node).kind();
        boolean weighs = kind == OperatorKind.CONVOLUTION
                || kind == OperatorKind.TRANSPOSED_CONVOLUTION
                || kind == OperatorKind.MATRIX_PRODUCT;
        return weighs
                && node.inputs().size() >= 2
                && reached.equals(Set.of(node.inputs().get(0)));
    }

    /** A function of each element alone, of one tensor. */
    static boolean isElementwise(Node node, Set<String> reached) {
        OperatorKind kind = Operators.of(node).kind();
        return reached.equals(Set.of(node.inputs().get(0)))
                && (kind == OperatorKind.ACTIVATION || kind == OperatorKind.UNARY || node.is("Clip"));
    }

    /** What changes numbers but no shares: rounding, casts, and norms over the features of one place. */
    static boolean passes(Node node) {
        return switch (Operators.of(node).kind()) {
            case QUANTIZE, DEQUANTIZE, CAST -> true;
            case NORMALIZATION -> !node.is("BatchNormalization");
            default -> false;
        };
    }

    /** Whether a tensor says how much of another goes through: a softmax, a sigmoid, or the like. */
    static boolean isGate(Graph graph, String tensor) {
        Optional<Node> made = graph.producerOf(tensor);
        while (made.isPresent()) {
            Node node = made.get();
            OperatorKind kind = Operators.of(node).kind();
            if (kind == OperatorKind.SOFTMAX || node.isAnyOf("Sigmoid", "HardSigmoid")) {
                return true;
            }
            boolean same = kind == OperatorKind.RESHAPE
                    || kind == OperatorKind.MOVEMENT
                    || kind == OperatorKind.QUANTIZE
                    || kind == OperatorKind.DEQUANTIZE
                    || kind == OperatorKind.CAST
                    || node.is("Clip");
            if (!same) {
                return false;
            }
            made = graph.producerOf(node.inputs().get(0));
        }
        return false;
    }

    /** Whether a node sees the network's input itself, rounded at most. */
    static boolean isFirst(Graph graph, Node node) {
        String place = node.inputs().get(0);
        while (!graph.isInput(place)) {
            Optional<Node> made = graph.producerOf(place);
            if (made.isEmpty()) {
                return false;
            }
            OperatorKind kind = Operators.of(made.get()).kind();
            if (kind != OperatorKind.QUANTIZE && kind != OperatorKind.DEQUANTIZE) {
                return false;
            }
            place = made.get().inputs().get(0);
        }
        return true;
    }
}
