package io.edgeopt.optimizers.prune;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.ElementType;
import java.util.LinkedHashSet;
import java.util.Set;

/** How many of the weights of layers are zero. */
final class Sparsity {
    private Sparsity() {}

    /** As a share of all; 0 for a model without float weights. */
    static double of(Graph graph) {
        Set<String> weights = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            OperatorKind kind = Operators.of(node).kind();
            if (kind == OperatorKind.CONVOLUTION
                    || kind == OperatorKind.TRANSPOSED_CONVOLUTION
                    || kind == OperatorKind.MATRIX_PRODUCT) {
                Operators.of(node)
                        .weightOf(node)
                        .filter(name -> graph.initializerType(name)
                                .filter(type -> type == ElementType.FLOAT)
                                .isPresent())
                        .ifPresent(weights::add);
            }
        }
        long zeros = 0;
        long all = 0;
        for (String weight : weights) {
            for (float value : graph.initializer(weight).orElseThrow().toFloats()) {
                zeros += value == 0 ? 1 : 0;
                all++;
            }
        }
        return all == 0 ? 0 : (double) zeros / all;
    }
}
