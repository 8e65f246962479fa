package io.edgeopt.optimizers.prune;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;

/** The weights of a model, each read once. */
final class Weights {
    private final Graph graph;
    private final Map<String, Tensor> tensors = new HashMap<>();
    private final Map<String, float[]> values = new HashMap<>();

    Weights(Graph graph) {
        this.graph = graph;
    }

    Shape shape(String name) {
        return tensor(name).shape();
    }

    float[] values(String name) {
        return values.computeIfAbsent(name, weight -> tensor(weight).toFloats());
    }

    private Tensor tensor(String name) {
        return tensors.computeIfAbsent(name, weight -> graph.constant(weight).orElseThrow());
    }
}
