package io.edgeopt.xai.cam;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import java.util.Optional;

/** A weight that a file keeps as integers, as the floats that they stand for. */
final class Dequantized {
    private Dequantized() {}

    static Optional<Tensor> of(Graph graph, Node node) {
        Optional<Tensor> stored = graph.constant(node.inputs().get(0));
        Optional<Tensor> scale = graph.constant(node.inputs().get(1));
        Optional<Tensor> zero = node.input(2).flatMap(graph::constant);
        if (stored.isEmpty() || scale.isEmpty()) {
            return Optional.empty();
        }
        double[] values = stored.get().toDoubles();
        double[] scales = scale.get().toDoubles();
        double[] zeros = zero.map(Tensor::toDoubles).orElseGet(() -> new double[scales.length]);
        long[] dims = stored.get().shape().toArray();
        int axis = Math.floorMod(node.integer("axis", 1), Math.max(1, dims.length));
        int inner = 1;
        for (int i = axis + 1; i < dims.length; i++) {
            inner *= (int) dims[i];
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            int channel = scales.length == 1 ? 0 : i / inner % scales.length;
            floats[i] = (float) ((values[i] - zeros[channel]) * scales[channel]);
        }
        return Optional.of(Tensor.of(floats, dims));
    }
}
