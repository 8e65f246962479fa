package io.edgeopt.optimizers.quantize.correct;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes the channels between two convolutions equally large, so that all of them use the integers of their tensor. What
 * the first convolution's channels are multiplied by, the second's weights are divided by: nothing else changes.
 *
 * <p>Where the second is depthwise it has a scale for each channel anyway, and channels are made wholly equal; elsewhere
 * its weights suffer from what the tensor gains, and they are made equal by half.
 *
 * <p>A cut at 6 between the two becomes one at the largest value seen, which is 6 where any channel was cut off: no channel
 * is made larger than that.
 */
public final class Equalization {
    /** More would only blow up channels that do nothing. */
    private static final double MOST = 64;

    private final MeanProbe probe;

    public Equalization(Backend backend, SessionOptions options) {
        this.probe = new MeanProbe(backend, options);
    }

    /** An equalised model; the same one where it has no such pairs. */
    public Model equalized(Model model, InputSource data) {
        List<ConvPair> pairs = ConvPair.in(model.graph());
        if (pairs.isEmpty()) {
            return model;
        }
        Map<String, Integer> ranks = new LinkedHashMap<>();
        pairs.forEach(pair -> ranks.put(pair.between(), pair.rank()));
        Map<String, double[]> largest = probe.largest(model, ranks, data);
        Weights weights = new Weights(model);
        for (ConvPair pair : pairs) {
            double[] channels = Objects.requireNonNull(largest.get(pair.between()));
            double most = Arrays.stream(channels).max().orElse(0);
            if (most > 0) {
                weights.multiply(pair, factors(pair, channels, most), most);
            }
        }
        return weights.result();
    }

    private static double[] factors(ConvPair pair, double[] largest, double most) {
        double[] factors = new double[largest.length];
        for (int c = 0; c < factors.length; c++) {
            double whole = largest[c] > 0 ? Math.min(MOST, most / largest[c]) : 1;
            factors[c] = pair.isFree() ? whole : Math.sqrt(whole);
        }
        return factors;
    }

    /** The weights of a model while they change; a convolution may be the second of one pair and the first of the next. */
    private static final class Weights {
        private final Graph graph;
        private final GraphEditor editor;
        private final Map<Node, float[]> weights = new LinkedHashMap<>();
        private final Map<Node, float[]> biases = new LinkedHashMap<>();
        private final Map<Node, Double> cuts = new LinkedHashMap<>();

        Weights(Model model) {
            this.graph = model.graph();
            this.editor = model.edit();
        }

        void multiply(ConvPair pair, double[] factors, double most) {
            float[] first = weights.computeIfAbsent(pair.first(), this::weight);
            int each = first.length / factors.length;
            for (int i = 0; i < first.length; i++) {
                first[i] *= (float) factors[i / each];
            }
            bias(pair.first()).ifPresent(held -> {
                float[] bias = biases.computeIfAbsent(pair.first(), key -> held);
                for (int c = 0; c < bias.length; c++) {
                    bias[c] *= (float) factors[c];
                }
            });
            float[] second = weights.computeIfAbsent(pair.second(), this::weight);
            long[] dims = tensor(pair.second(), 1).shape().toArray();
            int inputs = (int) dims[1];
            int window = second.length / (int) (dims[0] * dims[1]);
            int outputsOfGroup = (int) (dims[0] / pair.second().integer("group", 1));
            for (int i = 0; i < second.length; i++) {
                int output = i / (inputs * window);
                int input = output / outputsOfGroup * inputs + i / window % inputs;
                second[i] /= (float) factors[input];
            }
            pair.cut().filter(cut -> cut.input(2).isPresent()).ifPresent(cut -> cuts.put(cut, most));
        }

        private Tensor tensor(Node node, int input) {
            return graph.constant(node.inputs().get(input)).orElseThrow();
        }

        private float[] weight(Node node) {
            return tensor(node, 1).toFloats();
        }

        private Optional<float[]> bias(Node node) {
            return Operators.of(node).biasOf(node).flatMap(graph::constant).map(Tensor::toFloats);
        }

        Model result() {
            cuts.forEach((cut, most) -> {
                String bound = editor.constant(cut.output() + "_bound", Tensor.scalar(most.floatValue()));
                editor.replace(cut, cut.withInput(2, bound));
            });
            weights.forEach((node, values) -> {
                Tensor old = tensor(node, 1);
                String name = editor.constant(
                        node.inputs().get(1), Tensor.of(values, old.shape().toArray()));
                Node changed = node.withInput(1, name);
                float[] bias = biases.get(node);
                if (bias != null) {
                    changed = changed.withInput(2, editor.constant(node.inputs().get(2), Tensor.of(bias, bias.length)));
                }
                editor.replace(node, changed);
            });
            return editor.removeDead().model();
        }
    }
}
