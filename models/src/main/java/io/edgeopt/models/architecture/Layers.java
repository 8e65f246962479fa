package io.edgeopt.models.architecture;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a network layer by layer. Each method adds what a layer needs and gives what comes out of it. Nodes and the
 * tensors they make bear the layer's name; layers without weights are numbered. Batch norms stay nodes of their own, to
 * be trained; export folds them.
 */
final class Layers {
    private static final int OPSET = 17;
    private static final Dim BATCH = new Dim.Free("N");

    private final String name;
    private final FirstWeights first;
    private final List<Node> nodes = new ArrayList<>();
    private final List<ValueInfo> inputs = new ArrayList<>();
    private final List<ValueInfo> outputs = new ArrayList<>();
    private final Map<String, Tensor> weights = new LinkedHashMap<>();

    Layers(String name, long seed) {
        this.name = name;
        this.first = new FirstWeights(seed);
    }

    /** A float input of these extents after the batch. */
    Value input(String tensor, Integer... dims) {
        Value value = new Value(tensor, List.of(dims));
        inputs.add(declared(tensor, value));
        return value;
    }

    /** Gives {@code value}, which nothing else may read, to the outside under the name {@code tensor}. */
    Layers output(String tensor, Value value) {
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node.inputs().contains(value.name())) {
                throw new IllegalArgumentException("'%s' is read inside the network".formatted(value.name()));
            }
            if (node.outputs().equals(List.of(value.name()))) {
                nodes.set(i, node.withOutputs(List.of(tensor)));
            }
        }
        outputs.add(declared(tensor, value));
        return this;
    }

    private static ValueInfo declared(String tensor, Value value) {
        List<Dim> dims = new ArrayList<>(List.of(BATCH));
        value.dims().forEach(extent -> dims.add(new Dim.Fixed(extent)));
        return ValueInfo.of(tensor, ElementType.FLOAT, dims);
    }

    Model model() {
        GraphEditor editor = Model.empty(name, OPSET).edit();
        inputs.forEach(editor::addInput);
        weights.forEach(editor::set);
        nodes.forEach(editor::add);
        outputs.forEach(editor::addOutput);
        return editor.model();
    }

    /** A convolution without a bias: a batch norm follows. */
    Value conv(Value x, String layer, Conv form) {
        return conv(x, layer, form, List.of());
    }

    /** A convolution with a bias that begins at {@code bias} and weights that begin near 0: a last layer. */
    Value lastConv(Value x, String layer, int out, float bias) {
        weights.put(layer + ".weight", first.normal(layer + ".weight", 0.01, out, x.channels(), 1, 1));
        weights.put(layer + ".bias", FirstWeights.filled(bias, out));
        return conv(x, layer, Conv.of(out, 1), List.of(layer + ".bias"));
    }

    /** A pointwise convolution with a bias, for use without a batch norm. */
    Value biasedConv(Value x, String layer, int out) {
        weights.put(layer + ".bias", FirstWeights.filled(0, out));
        return conv(x, layer, Conv.of(out, 1), List.of(layer + ".bias"));
    }

    private Value conv(Value x, String layer, Conv form, List<String> bias) {
        List<Integer> dims = new ArrayList<>(List.of(form.out(), x.channels() / form.groups()));
        dims.addAll(form.kernel());
        String weight = layer + ".weight";
        weights.computeIfAbsent(weight, key -> first.convolution(key, form, longs(dims)));
        List<String> read = new ArrayList<>(List.of(x.name(), weight));
        read.addAll(bias);
        Node node = Node.of("Conv", read, List.of(layer))
                .withName(layer)
                .with("kernel_shape", longs(form.kernel()))
                .with("strides", longs(form.strides()))
                .with("pads", twice(form.pads()));
        nodes.add(form.groups() == 1 ? node : node.with("group", form.groups()));
        List<Integer> after = new ArrayList<>(List.of(form.out()));
        after.addAll(form.spatialAfter(x.spatial()));
        return new Value(layer, after);
    }

    Value norm(Value x, String layer) {
        int channels = x.channels();
        List<String> read = List.of(
                x.name(),
                weight(layer + ".weight", FirstWeights.filled(1, channels)),
                weight(layer + ".bias", FirstWeights.filled(0, channels)),
                weight(layer + ".running_mean", FirstWeights.filled(0, channels)),
                weight(layer + ".running_var", FirstWeights.filled(1, channels)));
        nodes.add(Node.of("BatchNormalization", read, List.of(layer))
                .withName(layer)
                .with("epsilon", 1e-5f));
        return x.named(layer);
    }

    /** Convolution and batch norm under {@code at.conv} and {@code at.norm}. */
    Value convNorm(Value x, String at, Conv form) {
        return norm(conv(x, at + ".conv", form), at + ".norm");
    }

    Value convNormRelu(Value x, String at, Conv form) {
        return relu(convNorm(x, at, form));
    }

    Value relu(Value x) {
        return apply("Relu", x);
    }

    /** An operator with no weights of its own that keeps the first operand's extents. */
    Value apply(String op, Value... read) {
        List<String> names = Arrays.stream(read).map(Value::name).toList();
        return emit(Node.of(op, names, List.of()), read[0].dims());
    }

    /** Adds a node under a number of its own. */
    Value emit(Node node, List<Integer> after) {
        String tensor = fresh(node.op());
        nodes.add(node.withName(tensor).withOutputs(List.of(tensor)));
        return new Value(tensor, after);
    }

    Value maxPool(Value x, int kernel, int stride) {
        Conv form = Conv.of(x.channels(), kernel).stride(stride);
        List<Integer> after = new ArrayList<>(List.of(x.channels()));
        after.addAll(form.spatialAfter(x.spatial()));
        Node node = Node.of("MaxPool", List.of(x.name()), List.of())
                .with("kernel_shape", longs(form.kernel()))
                .with("strides", longs(form.strides()))
                .with("pads", twice(form.pads()));
        return emit(node, after);
    }

    /** The average over all spatial axes, which stay with an extent of 1. */
    Value pooled(Value x) {
        List<Integer> ones = new ArrayList<>(List.of(x.channels()));
        x.spatial().forEach(unused -> ones.add(1));
        return emit(Node.of("GlobalAveragePool", List.of(x.name()), List.of()), ones);
    }

    Value flat(Value x) {
        int size = x.dims().stream().reduce(1, Math::multiplyExact);
        return emit(Node.of("Flatten", List.of(x.name()), List.of()), List.of(size));
    }

    /** Joins along an axis, the batch counted. */
    Value concat(int axis, List<Value> parts) {
        List<Integer> after = new ArrayList<>(parts.get(0).dims());
        after.set(
                axis - 1,
                parts.stream().mapToInt(part -> part.dims().get(axis - 1)).sum());
        List<String> names = parts.stream().map(Value::name).toList();
        return emit(Node.of("Concat", names, List.of()).with("axis", axis), after);
    }

    /** @param target in ONNX's words: 0 keeps an extent, -1 takes what is left */
    Value reshape(Value x, List<Integer> after, long... target) {
        return emit(Node.of("Reshape", List.of(x.name(), integers("shape", target)), List.of()), after);
    }

    /** A fully connected layer whose weights begin near 0, so that no class is preferred at first. */
    Value linear(Value x, String layer, int out) {
        return linear(x, layer, out, 0.01);
    }

    /** A fully connected layer whose weights begin with that deviation. */
    Value linear(Value x, String layer, int out, double deviation) {
        String weight = weight(layer + ".weight", first.normal(layer + ".weight", deviation, out, x.channels()));
        String bias = weight(layer + ".bias", FirstWeights.filled(0, out));
        nodes.add(Node.of("Gemm", List.of(x.name(), weight, bias), List.of(layer))
                .withName(layer)
                .with("transB", 1));
        return new Value(layer, List.of(out));
    }

    /** An average over all places, then a class score each. */
    Value classifier(Value x, String layer, int classes) {
        return linear(flat(pooled(x)), layer, classes);
    }

    /** A constant that training must not touch: integers. */
    String integers(String hint, long... values) {
        return weight(fresh(hint), Tensor.of(values, values.length));
    }

    private String fresh(String hint) {
        return hint.toLowerCase(Locale.ROOT) + "_" + (nodes.size() + weights.size());
    }

    private String weight(String tensor, Tensor value) {
        if (weights.put(tensor, value) != null) {
            throw new IllegalArgumentException("two layers are called '%s'".formatted(tensor));
        }
        return tensor;
    }

    static long[] longs(List<Integer> values) {
        return values.stream().mapToLong(Integer::longValue).toArray();
    }

    private static long[] twice(List<Integer> pads) {
        List<Integer> both = new ArrayList<>(pads);
        both.addAll(pads);
        return longs(both);
    }
}
