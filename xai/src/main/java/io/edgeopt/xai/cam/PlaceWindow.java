package io.edgeopt.xai.cam;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A convolution with a window over all the places of a layer, as networks for faces have in place of a mean: each place of a
 * channel has a weight of its own there, and their mean says nothing of the channel.
 */
final class PlaceWindow {
    private PlaceWindow() {}

    /** Whether such a window is the next to read the layer. */
    static boolean reads(Graph graph, Layer layer) {
        Deque<String> open = new ArrayDeque<>(Set.of(layer.tensor()));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String tensor = open.remove();
            for (Node node : seen.add(tensor) ? graph.consumersOf(tensor) : Set.<Node>of()) {
                Optional<Shape> kernel = kernel(graph, node);
                if (kernel.isPresent()
                        && kernel.get().dim(-2) == layer.height()
                        && kernel.get().dim(-1) == layer.width()) {
                    return true;
                }
                if (isPassage(node)) {
                    open.addAll(node.outputs());
                }
            }
        }
        return false;
    }

    private static boolean isPassage(Node node) {
        OperatorKind kind = Operators.of(node).kind();
        return kind == OperatorKind.QUANTIZE || kind == OperatorKind.DEQUANTIZE;
    }

    /** The shape of a convolution's weight, also of one that is kept as integers. */
    static Optional<Shape> kernel(Graph graph, Node node) {
        return Optional.of(node)
                .filter(one -> one.is("Conv"))
                .flatMap(one -> one.input(1))
                .flatMap(name -> graph.initializerShape(name)
                        .or(() -> graph.producerOf(name)
                                .flatMap(made -> made.input(0))
                                .flatMap(graph::initializerShape)));
    }
}
