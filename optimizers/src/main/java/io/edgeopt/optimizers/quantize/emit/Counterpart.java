package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import java.util.Optional;

/** Finds the nodes of a float graph again in the quantized one that was written of it. */
public final class Counterpart {
    private Counterpart() {}

    public static Node of(Graph quantized, Node layer) {
        return quantized.producerOf(floats(quantized, layer.output())).orElseThrow();
    }

    /** The floats that a tensor is made of by quantizing and turning back; itself where it is made otherwise. */
    public static String floats(Graph quantized, String tensor) {
        return behind(quantized, tensor, OperatorKind.DEQUANTIZE)
                .flatMap(integers -> behind(quantized, integers, OperatorKind.QUANTIZE))
                .orElse(tensor);
    }

    private static Optional<String> behind(Graph quantized, String tensor, OperatorKind kind) {
        return quantized
                .producerOf(tensor)
                .filter(node -> Operators.of(node).kind() == kind)
                .map(node -> node.inputs().get(0));
    }
}
