package io.edgeopt.optimizers.prune;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Lets layers do with the weights that stay what they did with all: the least squares between both over places of the
 * samples' maps, output by output, weight after weight, a few times around. Convolutions of one pixel and matrices are
 * fitted.
 */
final class MaskFitting {
    /** Wider layers than this, such as one behind a flattened map, are left as they are. */
    private static final int WIDEST = 2048;

    /** After so many times around all weights, what is still to be gained is little. */
    private static final int ROUNDS = 20;

    private final Model model;
    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, LeastSquares> sums;

    /**
     * A layer that can be fitted.
     *
     * @param turned whether the weight has its outputs along the last axis
     * @param map whether it reads maps
     */
    private record Layer(Node node, String weight, int outputs, int inputs, boolean turned, boolean map) {
        String input() {
            return node.inputs().get(0);
        }

        int place(int output, int input) {
            return turned ? input * outputs + output : output * inputs + input;
        }
    }

    /** Watches what the layers of the model read on samples. */
    MaskFitting(Model model, InputSource samples, Backend backend, int threads, long seed, Progress progress) {
        this.model = model;
        for (Node node : model.graph().nodes()) {
            layer(node).ifPresent(layers::add);
        }
        this.sums = layers.isEmpty()
                ? Map.of()
                : InputSums.of(
                        model,
                        layers.stream()
                                .map(layer -> new InputSums.Read(layer.input(), layer.inputs(), layer.map()))
                                .toList(),
                        samples,
                        backend,
                        threads,
                        seed,
                        progress);
    }

    private Optional<Layer> layer(Node node) {
        boolean convolution = node.is("Conv") && node.integer("group", 1) == 1;
        boolean matrix =
                node.is("MatMul") || (node.is("Gemm") && node.integer("transA", 0) == 0 && node.real("alpha", 1) == 1);
        if (!convolution && !matrix) {
            return Optional.empty();
        }
        Graph graph = model.graph();
        String weight = node.inputs().get(1);
        boolean usable = graph.initializerType(weight).equals(Optional.of(ElementType.FLOAT))
                && graph.hasSingleUse(weight)
                && graph.producerOf(node.inputs().get(0)).isPresent();
        Optional<Shape> shape = usable ? graph.initializerShape(weight) : Optional.empty();
        if (shape.filter(of -> of.rank() == 2 || (convolution && of.size() == of.dim(0) * of.dim(1)))
                .isEmpty()) {
            return Optional.empty();
        }
        boolean turned = matrix && node.integer("transB", 0) == 0;
        int outputs = Math.toIntExact(shape.get().dim(turned ? 1 : 0));
        int inputs = Math.toIntExact(shape.get().dim(turned ? 0 : 1));
        return inputs > WIDEST
                ? Optional.empty()
                : Optional.of(new Layer(node, weight, outputs, inputs, turned, convolution));
    }

    /** How many layers are fitted. */
    int layers() {
        return layers.size();
    }

    /** How much the sums of its layer hang on each weight: its size times that of what it is multiplied by. */
    Map<String, Tensor> weighed() {
        Map<String, Tensor> weighed = new LinkedHashMap<>();
        for (Layer layer : layers) {
            LeastSquares sum = Objects.requireNonNull(sums.get(layer.input()));
            Tensor weight = model.graph().initializer(layer.weight()).orElseThrow();
            float[] values = weight.toFloats();
            for (int input = 0; input < layer.inputs(); input++) {
                double size = Math.sqrt(sum.square(input));
                for (int output = 0; output < layer.outputs(); output++) {
                    values[layer.place(output, input)] *= (float) size;
                }
            }
            weighed.put(layer.weight(), Tensor.of(values, weight.shape().toArray()));
        }
        return weighed;
    }

    /** The model with zeros where the masks have them, and other weights in their stead. */
    Model fitted(Map<String, Tensor> masks) {
        Map<String, double[][]> covariances = new LinkedHashMap<>();
        GraphEditor editor = Masking.applied(model, masks).edit();
        for (Layer layer : layers) {
            LeastSquares sum = Objects.requireNonNull(sums.get(layer.input()));
            Tensor mask = masks.get(layer.weight());
            if (mask != null) {
                fit(
                        layer,
                        mask.toFloats(),
                        sum,
                        covariances.computeIfAbsent(layer.input(), unused -> sum.covariances()),
                        editor);
            }
        }
        return editor.model();
    }

    private void fit(Layer layer, float[] mask, LeastSquares sum, double[][] covariances, GraphEditor editor) {
        Tensor weight = model.graph().initializer(layer.weight()).orElseThrow();
        float[] values = weight.toFloats();
        double[] shifts = new double[layer.outputs()];
        double[] change = new double[layer.inputs()];
        boolean[] kept = new boolean[layer.inputs()];
        for (int output = 0; output < layer.outputs(); output++) {
            for (int input = 0; input < change.length; input++) {
                int place = layer.place(output, input);
                kept[input] = mask[place] != 0;
                change[input] = kept[input] ? 0 : -values[place];
            }
            settle(change, kept, covariances);
            for (int input = 0; input < change.length; input++) {
                int place = layer.place(output, input);
                values[place] = kept[input] ? (float) (values[place] + change[input]) : 0;
                shifts[output] -= change[input] * sum.mean(input);
            }
        }
        if (shift(layer, shifts, editor)) {
            editor.set(layer.weight(), Tensor.of(values, weight.shape().toArray()));
        }
    }

    /** Changes the weights that are kept so that all changes together do as little as they can. */
    private static void settle(double[] change, boolean[] kept, double[][] covariances) {
        double[] slope = new double[change.length];
        for (int i = 0; i < change.length; i++) {
            add(slope, change[i], covariances[i]);
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < change.length; i++) {
                if (kept[i]) {
                    double step = -slope[i] / covariances[i][i];
                    change[i] += step;
                    add(slope, step, covariances[i]);
                }
            }
        }
    }

    private static void add(double[] sum, double factor, double[] row) {
        if (factor != 0) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += factor * row[i];
            }
        }
    }

    /** What is constant goes into the bias; a layer that cannot have one stays as it is. */
    private boolean shift(Layer layer, double[] shifts, GraphEditor editor) {
        Optional<String> name = layer.node().input(2);
        Optional<Tensor> bias = name.filter(model.graph()::hasSingleUse)
                .flatMap(model.graph()::initializer)
                .filter(value -> value.size() == shifts.length);
        float[] values = bias.map(Tensor::toFloats).orElseGet(() -> new float[shifts.length]);
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) shifts[i];
        }
        if (bias.isPresent()) {
            editor.set(name.orElseThrow(), Tensor.of(values, bias.get().shape().toArray()));
            return true;
        }
        if (name.isPresent() || layer.node().is("MatMul")) {
            return false;
        }
        Node node = editor.graph().producerOf(layer.node().output()).orElseThrow();
        String made = editor.constant(layer.node().output() + "_bias", Tensor.of(values, values.length));
        editor.replace(node, node.withInput(2, made));
        return true;
    }
}
