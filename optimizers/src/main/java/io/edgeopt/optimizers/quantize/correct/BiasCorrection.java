package io.edgeopt.optimizers.quantize.correct;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.emit.Emitter;
import io.edgeopt.optimizers.quantize.emit.Plan;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rounding and cutting off shift the mean of what a layer gives, and the shifts add up from layer to layer. The bias of
 * each channel is changed so that its mean is again what it is in float.
 *
 * <p>Each layer is looked at alone: its integers are given what the layers before it give in float. So no layer corrects
 * what another has corrected already, and one pass over the samples serves all.
 */
public final class BiasCorrection {
    private final MeanProbe probe;
    private final Emitter emitter;

    public BiasCorrection(Backend backend, SessionOptions options, Emitter emitter) {
        this.probe = new MeanProbe(backend, options);
        this.emitter = emitter;
    }

    /** The plan with corrected biases; layers that have no place for a bias are left out. */
    public Plan corrected(Plan plan, InputSource data) {
        Graph graph = plan.model().graph();
        List<Node> layers = graph.topological().stream()
                .filter(plan.placement().layers()::contains)
                .filter(node -> Operators.of(node).bias().isPresent())
                .toList();
        if (layers.isEmpty()) {
            return plan;
        }
        LocalLayers local = new LocalLayers(plan, emitter.emit(plan).graph());
        Map<String, Integer> ranks = new LinkedHashMap<>();
        Map<Node, String> copies = new LinkedHashMap<>();
        for (Node layer : layers) {
            int rank = weight(graph, layer).shape().rank();
            copies.put(layer, local.add(layer));
            ranks.put(layer.output(), rank);
            ranks.put(Objects.requireNonNull(copies.get(layer)), rank);
        }
        Map<String, double[]> means = probe.means(local.model(), ranks, data);
        Map<Node, float[]> biases = new HashMap<>(plan.biases());
        copies.forEach((layer, copy) -> {
            double[] wanted = Objects.requireNonNull(means.get(layer.output()));
            double[] found = Objects.requireNonNull(means.get(copy));
            float[] bias = plan.bias(layer).orElseGet(() -> new float[wanted.length]);
            for (int c = 0; c < bias.length; c++) {
                bias[c] += (float) (wanted[c] - found[c]);
            }
            biases.put(layer, bias);
        });
        return plan.withBiases(biases);
    }

    private static Tensor weight(Graph graph, Node layer) {
        return Operators.of(layer).weightOf(layer).flatMap(graph::constant).orElseThrow();
    }
}
