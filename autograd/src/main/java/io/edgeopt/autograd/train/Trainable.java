package io.edgeopt.autograd.train;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.ElementType;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which float initialisers are weights that learn. A graph holds others too: statistics of batch norms, scales of
 * quantized tensors, bounds, and the numbers that formulas are made of.
 */
final class Trainable {
    private static final int LAST_WEIGHT_OF_A_NORM = 2;
    private static final int LAST_WEIGHT_OF_A_RECURRENCE = 3;

    /** Operators that hand a weight on in another form. */
    private static final Set<OperatorKind> CARRIERS = EnumSet.of(
            OperatorKind.RESHAPE,
            OperatorKind.MOVEMENT,
            OperatorKind.CONCAT,
            OperatorKind.SPLIT,
            OperatorKind.SLICE,
            OperatorKind.QUANTIZE,
            OperatorKind.DEQUANTIZE);

    private final Graph graph;

    private Trainable(Graph graph) {
        this.graph = graph;
    }

    static Set<String> weights(Graph graph) {
        Trainable trainable = new Trainable(graph);
        Set<String> weights = new LinkedHashSet<>();
        for (String name : graph.initializerNames()) {
            boolean real = graph.initializerType(name).orElseThrow() == ElementType.FLOAT;
            if (real && trainable.learns(name)) {
                weights.add(name);
            }
        }
        return weights;
    }

    private boolean learns(String tensor) {
        for (Node user : graph.consumersOf(tensor)) {
            for (int slot = 0; slot < user.inputs().size(); slot++) {
                if (user.inputs().get(slot).equals(tensor) && learns(tensor, user, slot)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean learns(String tensor, Node user, int slot) {
        OperatorKind kind = Operators.of(user).kind();
        if (CARRIERS.contains(kind)) {
            return (slot == 0 || kind == OperatorKind.CONCAT)
                    && user.outputs().stream().anyMatch(this::learns);
        }
        return switch (kind) {
            case CONVOLUTION, TRANSPOSED_CONVOLUTION, MATRIX_PRODUCT -> true;
            case NORMALIZATION -> slot >= 1 && slot <= LAST_WEIGHT_OF_A_NORM;
            case RECURRENT -> slot >= 1 && slot <= LAST_WEIGHT_OF_A_RECURRENCE;
            case ACTIVATION -> user.is("PRelu") && slot == 1;
            case GATHER -> slot == 0;
            // A lone number in a sum or product belongs to a formula, such as the 0.5 of a GELU.
            case BINARY ->
                Set.of("Add", "Sub", "Mul", "Div").contains(user.op())
                        && graph.initializerShape(tensor)
                                .map(shape -> shape.size() > 1)
                                .orElse(true);
            default -> false;
        };
    }
}
