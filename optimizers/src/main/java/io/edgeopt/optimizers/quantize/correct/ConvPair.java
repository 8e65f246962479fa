package io.edgeopt.optimizers.quantize.correct;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two convolutions, the second of which alone reads what the first gives, with nothing or a Relu between them, or a cut
 * from 0 to some bound.
 */
record ConvPair(Node first, Optional<Node> cut, Node second, int rank, boolean isFree) {
    static List<ConvPair> in(Graph graph) {
        List<ConvPair> pairs = new ArrayList<>();
        for (Node node : graph.topological()) {
            if (isPlain(graph, node)) {
                of(graph, node).ifPresent(pairs::add);
            }
        }
        return pairs;
    }

    private static Optional<ConvPair> of(Graph graph, Node first) {
        Optional<Node> reader = onlyReader(graph, first);
        Optional<Node> cut = reader.filter(node -> keepsSign(graph, node));
        Optional<Node> second = (cut.isPresent() ? onlyReader(graph, cut.get()) : reader)
                .filter(node -> isPlain(graph, node))
                // Without a cut values have two signs, and the largest says too little of them.
                .filter(node -> cut.isPresent());
        return second.map(node -> {
            Tensor weight = weight(graph, node);
            boolean depthwise = weight.shape().dim(1) == 1 && weight.shape().dim(0) == node.integer("group", 1);
            return new ConvPair(first, cut, node, weight.shape().rank(), depthwise);
        });
    }

    /** What both convolutions share: the first gives it, cut off, and the second reads it. */
    String between() {
        return second.inputs().get(0);
    }

    private static Optional<Node> onlyReader(Graph graph, Node node) {
        return graph.hasSingleUse(node.output())
                ? Optional.of(graph.consumersOf(node.output()).get(0))
                        .filter(reader -> reader.inputs().get(0).equals(node.output()))
                : Optional.empty();
    }

    /** Whether a positive factor before it is the same factor after it, but for an upper bound. */
    private static boolean keepsSign(Graph graph, Node node) {
        if (node.is("Relu")) {
            return true;
        }
        return node.is("Clip")
                && node.input(1)
                        .flatMap(graph::constant)
                        .filter(bound -> bound.size() == 1 && bound.toDoubles()[0] == 0)
                        .isPresent();
    }

    private static boolean isPlain(Graph graph, Node node) {
        if (Operators.of(node).kind() != OperatorKind.CONVOLUTION
                || !node.domain().isEmpty()
                || node.inputs().size() < 2) {
            return false;
        }
        boolean constantWeight = graph.constant(node.inputs().get(1))
                .filter(weight -> weight.type() == ElementType.FLOAT && weight.size() > 0)
                .isPresent();
        boolean constantBias = node.input(2).isEmpty()
                || node.input(2).flatMap(graph::constant).isPresent();
        return constantWeight && constantBias;
    }

    private static Tensor weight(Graph graph, Node node) {
        return graph.constant(node.inputs().get(1)).orElseThrow();
    }
}
