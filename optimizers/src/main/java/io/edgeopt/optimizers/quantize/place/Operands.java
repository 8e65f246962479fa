package io.edgeopt.optimizers.quantize.place;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.ElementType;
import java.util.List;

/** Which inputs of a node are values to compute on, rather than weights, shapes or bounds. */
final class Operands {
    private Operands() {}

    static List<String> of(Graph graph, Node node) {
        return switch (Rules.of(node).role()) {
            case COMPUTE, JOIN ->
                node.inputs().stream()
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
            case LAYER -> layerInputs(graph, node);
            default ->
                node.inputs().stream().limit(1).filter(name -> !name.isEmpty()).toList();
        };
    }

    /** A product of two tensors that are both computed has two. */
    private static List<String> layerInputs(Graph graph, Node node) {
        boolean weighted = Operators.of(node)
                .weightOf(node)
                .filter(name -> isConstant(graph, name))
                .isPresent();
        return node.inputs().stream().limit(weighted ? 1 : 2).distinct().toList();
    }

    /** Constants among the operands must be floats; what is computed is told by where it comes from. */
    static boolean areFloat(Graph graph, Node node) {
        return of(graph, node).stream()
                .filter(name -> isConstant(graph, name))
                .allMatch(name -> graph.constant(name)
                        .filter(value -> value.type() == ElementType.FLOAT && value.size() > 0)
                        .isPresent());
    }

    static boolean isConstant(Graph graph, String tensor) {
        return graph.isInitializer(tensor)
                || graph.producerOf(tensor)
                        .filter(producer -> producer.is("Constant"))
                        .isPresent();
    }
}
