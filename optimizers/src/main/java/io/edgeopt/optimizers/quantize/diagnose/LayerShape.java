package io.edgeopt.optimizers.quantize.diagnose;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.Optional;

/**
 * How many channels a layer has.
 *
 * @param in that go into each group
 * @param out of all groups
 * @param groups how many there are
 */
record LayerShape(long in, long out, long groups) {
    /** Kernels compute so many channels at once; what is left over they compute one by one. */
    private static final int AT_ONCE = 8;

    /** Empty where the node is no convolution with constant weights. */
    static Optional<LayerShape> of(Graph graph, Node node) {
        Operator operator = Operators.of(node);
        if (operator.kind() != OperatorKind.CONVOLUTION) {
            return Optional.empty();
        }
        return operator.weightOf(node)
                .flatMap(graph::constant)
                .map(Tensor::shape)
                .filter(shape -> shape.rank() > 2)
                .map(shape -> of(shape, node.integer("group", 1)));
    }

    private static LayerShape of(Shape weights, long groups) {
        return new LayerShape(weights.dim(1), weights.dim(0), groups);
    }

    boolean isDepthwise() {
        return groups > 1 && in == 1;
    }

    /** Whether some channels are left over. */
    boolean leavesOver() {
        return isDepthwise() ? out % AT_ONCE != 0 : in % 4 != 0 || (out / groups) % AT_ONCE != 0;
    }

    @Override
    public String toString() {
        return isDepthwise()
                ? "depthwise, %d channels".formatted(out)
                : "%d to %d channels%s"
                        .formatted(in * groups, out, groups > 1 ? " in %d groups".formatted(groups) : "");
    }
}
