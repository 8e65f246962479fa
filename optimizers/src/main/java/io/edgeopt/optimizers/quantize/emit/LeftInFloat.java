package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.optimizers.quantize.place.Placement;
import java.util.Optional;

/**
 * What ONNX Runtime would put into integers though it was left in float, because integers stand on both sides: a pooling,
 * before which it rounds, and has no quick kernel for that; and a layer, whose weights it rounds by itself, with one
 * scale for all of them. It moves roundings through whatever moves or chooses values, and sees through cuts.
 */
final class LeftInFloat {
    private static final String[] MOVING = {"MaxPool", "Reshape", "Transpose", "Squeeze", "Unsqueeze", "Slice"};
    private static final String[] CUTTING = {"Relu", "Clip"};

    private final Graph graph;
    private final Placement placement;

    LeftInFloat(Graph graph, Placement placement) {
        this.graph = graph;
        this.placement = placement;
    }

    /** Whether it would, where the tensor is rounded as it is. */
    boolean isTakenAlong(String tensor) {
        Optional<Node> made = inFloat(tensor);
        while (made.filter(node -> node.isAnyOf(MOVING) || node.isAnyOf(CUTTING))
                .isPresent()) {
            if (made.get().is("MaxPool")) {
                return true;
            }
            String before = made.get().inputs().get(0);
            // An output of the graph is no reader to a runtime.
            made = graph.consumersOf(before).size() == 1 ? inFloat(before) : Optional.empty();
        }
        return made.filter(this::isLayerOnIntegers).isPresent();
    }

    private Optional<Node> inFloat(String tensor) {
        return graph.producerOf(tensor).filter(node -> !placement.integer().contains(node));
    }

    private boolean isLayerOnIntegers(Node node) {
        return node.isAnyOf("Conv", "ConvTranspose", "Gemm")
                && !placement.stored().contains(node)
                && comesInIntegers(node.inputs().get(0));
    }

    private boolean comesInIntegers(String tensor) {
        String from = tensor;
        Optional<Node> moved = moved(from);
        while (placement.groupOf(from).isEmpty() && moved.isPresent()) {
            from = moved.get().inputs().get(0);
            moved = moved(from);
        }
        return placement.groupOf(from).isPresent();
    }

    private Optional<Node> moved(String tensor) {
        return inFloat(tensor).filter(node -> node.isAnyOf(MOVING));
    }
}
