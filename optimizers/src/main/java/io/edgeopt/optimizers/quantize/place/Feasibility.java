package io.edgeopt.optimizers.quantize.place;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.Optional;

/** Why a layer cannot compute on integers, in words; empty where it can. */
final class Feasibility {
    private Feasibility() {}

    static Optional<String> obstacle(Graph graph, Node node) {
        Operator operator = Operators.of(node);
        if (Rules.of(node).role() != Role.LAYER) {
            return Optional.of(reason(operator));
        }
        Optional<Tensor> weight = operator.weightOf(node).flatMap(graph::constant);
        if (weight.isEmpty()) {
            return products(graph, node, operator);
        }
        if (weight.get().type() != ElementType.FLOAT) {
            return Optional.of("its weights are " + weight.get().type());
        }
        if (weight.get().size() == 0 || weight.get().shape().rank() < 2) {
            return Optional.of("its weights are " + weight.get());
        }
        if (node.integer("transA", 0) != 0 || node.real("alpha", 1) != 1) {
            return Optional.of("it turns or scales its input (transA, alpha)");
        }
        return bias(graph, node, operator, weight.get());
    }

    private static String reason(Operator operator) {
        return switch (operator.kind()) {
            case TRANSPOSED_CONVOLUTION ->
                "no integer kernel for transposed convolutions; its weights are stored in 8 bits";
            case RECURRENT -> "recurrent layers stay in float here; --scheme dynamic makes them integer";
            default -> "no integer kernel for " + operator;
        };
    }

    /** A product of two computed tensors has an integer kernel too; a computed kernel of a convolution has none. */
    private static Optional<String> products(Graph graph, Node node, Operator operator) {
        boolean fixed = node.inputs().stream().anyMatch(name -> Operands.isConstant(graph, name));
        boolean plain = operator.kind() == OperatorKind.MATRIX_PRODUCT
                && operator.bias().isEmpty()
                && !fixed;
        return plain ? Optional.empty() : Optional.of("its weights are computed, not constant");
    }

    private static Optional<String> bias(Graph graph, Node node, Operator operator, Tensor weight) {
        Optional<String> name = operator.biasOf(node);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Tensor> bias = graph.constant(name.get());
        int axis = operator.channelsOf(node).orElse(0);
        if (bias.isEmpty() || bias.get().type() != ElementType.FLOAT) {
            return Optional.of("its bias is no constant float");
        }
        if (node.real("beta", 1) != 1 || bias.get().size() != weight.shape().dim(axis)) {
            return Optional.of("its bias is scaled or spread (beta, broadcasting)");
        }
        return Optional.empty();
    }
}
