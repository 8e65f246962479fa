package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.optimizers.quantize.place.Placement;

/**
 * What ONNX Runtime would put into integers though it was left in float, because integers stand on both sides: a pooling,
 * before which it rounds, and has no quick kernel for that; and a layer, whose weights it rounds by itself, with one
 * scale for all of them.
 */
final class LeftInFloat {
    private final Graph graph;
    private final Placement placement;

    LeftInFloat(Graph graph, Placement placement) {
        this.graph = graph;
        this.placement = placement;
    }

    /** Whether it would, where the tensor is rounded as it is. */
    boolean isTakenAlong(String tensor) {
        Node node = graph.producerOf(tensor).orElse(null);
        if (node == null || placement.integer().contains(node)) {
            return false;
        }
        if (node.is("MaxPool")) {
            return true;
        }
        if (node.isAnyOf("Relu", "Clip")) {
            String cut = node.inputs().get(0);
            return graph.hasSingleUse(cut) && isLayerOnIntegers(cut);
        }
        return isLayerOnIntegers(tensor);
    }

    private boolean isLayerOnIntegers(String tensor) {
        return graph.producerOf(tensor)
                .filter(node -> node.isAnyOf("Conv", "ConvTranspose", "Gemm")
                        && !placement.layers().contains(node)
                        && !placement.stored().contains(node)
                        && placement.groupOf(node.inputs().get(0)).isPresent())
                .isPresent();
    }
}
