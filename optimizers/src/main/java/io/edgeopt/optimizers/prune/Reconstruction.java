package io.edgeopt.optimizers.prune;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.prune.graph.DependencyGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Lets layers do with the channels that stay what they did with all: each channel that goes is written as a sum of those
 * that stay, by least squares over places of the samples' maps, and the layer's weights for it are spread over them. Of
 * convolutions of one pixel and of matrices that is the least error there can be; of larger ones it is near it.
 */
final class Reconstruction {
    /** Wider layers than this, such as one behind a flattened map, are left as they are. */
    private static final int WIDEST = 2048;

    /** A layer that reads less than it did: what, and along which axis of its weight. */
    private record Reader(Node node, String input, String weight, int axis, boolean map) {}

    private final Model model;
    private final DependencyGraph dependencies;
    private final BitSet removed;
    private final List<Reader> readers = new ArrayList<>();

    Reconstruction(DependencyGraph dependencies, BitSet removed) {
        this.model = dependencies.model();
        this.dependencies = dependencies;
        this.removed = removed;
        for (Node node : model.graph().nodes()) {
            reader(node).ifPresent(readers::add);
        }
    }

    private Optional<Reader> reader(Node node) {
        boolean convolution = node.is("Conv") && node.integer("group", 1) == 1;
        boolean matrix =
                node.is("MatMul") || (node.is("Gemm") && node.integer("transA", 0) == 0 && node.real("alpha", 1) == 1);
        if (!convolution && !matrix) {
            return Optional.empty();
        }
        String weight = node.inputs().get(1);
        boolean usable = model.graph().initializerNames().contains(weight)
                && model.graph().hasSingleUse(weight)
                && model.graph().producerOf(node.inputs().get(0)).isPresent();
        int rank = usable ? model.graph().initializerShape(weight).orElseThrow().rank() : 0;
        if (!usable || (matrix && rank != 2)) {
            return Optional.empty();
        }
        int axis = convolution || node.integer("transB", 0) != 0 ? 1 : 0;
        int extent = Math.toIntExact(
                model.graph().initializerShape(weight).orElseThrow().dim(axis));
        int[] kept = dependencies.kept(weight, axis, removed);
        if (kept.length == extent || extent > WIDEST) {
            return Optional.empty();
        }
        return Optional.of(new Reader(node, node.inputs().get(0), weight, axis, convolution));
    }

    private int[] kept(Reader reader) {
        return dependencies.kept(reader.weight(), reader.axis(), removed);
    }

    private int[] gone(Reader reader) {
        BitSet gone = new BitSet();
        gone.set(0, Math.toIntExact(dependencies.extent(reader.weight(), reader.axis(), new BitSet())));
        Arrays.stream(kept(reader)).forEach(gone::clear);
        return gone.stream().toArray();
    }

    /** How many layers are fitted. */
    int layers() {
        return readers.size();
    }

    /** The cut model with fitted layers. */
    Model rebuilt(InputSource samples, Backend backend, int threads, long seed, Progress progress) {
        if (readers.isEmpty()) {
            return dependencies.cut(removed);
        }
        List<InputSums.Read> reads = readers.stream()
                .map(reader ->
                        new InputSums.Read(reader.input(), kept(reader).length + gone(reader).length, reader.map()))
                .toList();
        Map<String, LeastSquares> sums = InputSums.of(model, reads, samples, backend, threads, seed, progress);
        GraphEditor editor = model.edit();
        Map<String, float[]> biases = new LinkedHashMap<>();
        for (Reader reader : readers) {
            LeastSquares.Fit fit =
                    Objects.requireNonNull(sums.get(reader.input())).fit(kept(reader), gone(reader));
            refit(reader, fit, editor, biases);
        }
        GraphEditor cut = dependencies.over(editor.model()).cut(removed).edit();
        biases.forEach((output, bias) -> {
            Node node = cut.graph().producerOf(output).orElseThrow();
            String name = cut.constant(output + "_bias", Tensor.of(bias, bias.length));
            cut.replace(node, node.withInput(2, name));
        });
        return cut.model();
    }

    /** Spreads the weights of channels that go over those that stay; what is constant goes into the bias. */
    private void refit(Reader reader, LeastSquares.Fit fit, GraphEditor editor, Map<String, float[]> biases) {
        Tensor weight = model.graph().initializer(reader.weight()).orElseThrow();
        int extent = Math.toIntExact(weight.shape().dim(reader.axis()));
        int outputs = Math.toIntExact(weight.shape().dim(1 - reader.axis()));
        int taps = Math.toIntExact(weight.size() / extent / outputs);
        int inStep = reader.axis() == 1 ? taps : outputs;
        int outStep = reader.axis() == 1 ? extent * taps : 1;
        float[] values = weight.toFloats();
        double[] shifts = new double[outputs];
        int[] kept = kept(reader);
        int[] gone = gone(reader);
        for (int output = 0; output < outputs; output++) {
            for (int tap = 0; tap < taps; tap++) {
                int start = output * outStep + tap;
                double[] spread = new double[kept.length];
                for (int i = 0; i < gone.length; i++) {
                    double value = values[start + gone[i] * inStep];
                    shifts[output] += value * fit.constants[i];
                    double[] factors = fit.factors[i];
                    for (int j = 0; j < spread.length; j++) {
                        spread[j] += value * factors[j];
                    }
                }
                for (int j = 0; j < spread.length; j++) {
                    values[start + kept[j] * inStep] += (float) spread[j];
                }
            }
        }
        editor.set(reader.weight(), Tensor.of(values, weight.shape().toArray()));
        shift(reader, shifts, editor, biases);
    }

    private void shift(Reader reader, double[] shifts, GraphEditor editor, Map<String, float[]> biases) {
        Optional<Tensor> bias = reader.node()
                .input(2)
                .filter(model.graph()::hasSingleUse)
                .flatMap(model.graph()::initializer)
                .filter(value -> value.size() == shifts.length);
        if (bias.isPresent()) {
            float[] values = bias.get().toFloats();
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) shifts[i];
            }
            editor.set(
                    reader.node().inputs().get(2),
                    Tensor.of(values, bias.get().shape().toArray()));
        } else if (reader.map() && reader.node().input(2).isEmpty()) {
            int[] kept = dependencies.kept(reader.weight(), 0, removed);
            float[] values = new float[kept.length];
            for (int i = 0; i < kept.length; i++) {
                values[i] = (float) shifts[kept[i]];
            }
            biases.put(reader.node().output(), values);
        }
    }
}
