package io.edgeopt.optimizers.replace;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Knows gates, as squeeze-and-excitation has them: products of maps with one number for each of their channels, which a layer
 * works out and a sigmoid or the like holds within bounds. A norm written out multiplies so too, and is none.
 */
final class Gates {
    private static final String[] LAYERS = {"Conv", "Gemm", "MatMul"};
    private static final String[] BOUNDS = {"Sigmoid", "HardSigmoid", "Clip", "Tanh", "Softmax"};
    private static final String[] ON_THE_WAY = {
        "Reshape", "Unsqueeze", "Squeeze", "Transpose", "Flatten", "Add", "Mul", "Div", "Sub", "Min", "Max", "Relu"
    };

    private Gates() {}

    /** In the order in which they are worked out. */
    static List<Site> in(Graph graph, Trace trace) {
        List<Site> sites = new ArrayList<>();
        for (Node node : graph.topological()) {
            if (node.is("Mul") && node.inputs().size() == 2) {
                at(node, 0, graph, trace).or(() -> at(node, 1, graph, trace)).ifPresent(sites::add);
            }
        }
        return sites;
    }

    private static Optional<Site> at(Node product, int place, Graph graph, Trace trace) {
        String gate = product.inputs().get(place);
        String maps = product.inputs().get(1 - place);
        Optional<Shape> narrow = trace.shape(gate);
        Optional<Shape> wide = trace.shape(maps);
        boolean opens = isBounded(gate, graph)
                && narrow.isPresent()
                && wide.isPresent()
                && !wide.get().equals(narrow.get())
                && isOneNumberAChannel(narrow.get(), wide.get());
        return opens
                ? Optional.of(new Site(Part.GATES, "gate", maps, gate, Set.of(product), product))
                : Optional.empty();
    }

    private static boolean isBounded(String gate, Graph graph) {
        boolean bounded = false;
        Optional<Node> node = graph.producerOf(gate);
        while (node.isPresent() && !node.get().isAnyOf(LAYERS)) {
            bounded |= node.get().isAnyOf(BOUNDS);
            if (!node.get().isAnyOf(BOUNDS) && !node.get().isAnyOf(ON_THE_WAY)) {
                return false;
            }
            node = node.get().inputs().stream()
                    .filter(input -> !input.isEmpty() && !graph.isInitializer(input))
                    .findFirst()
                    .flatMap(graph::producerOf);
        }
        return bounded && node.isPresent();
    }

    private static boolean isOneNumberAChannel(Shape narrow, Shape wide) {
        int rank = wide.rank();
        // Of three axes, channels may be the last.
        if (rank < 4 || narrow.rank() != rank || narrow.dim(1) != wide.dim(1) || wide.dim(1) < 2) {
            return false;
        }
        for (int axis = 2; axis < rank; axis++) {
            if (narrow.dim(axis) != 1) {
                return false;
            }
        }
        return true;
    }
}
