package io.edgeopt.testkit.net;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Writes a network layer by layer. Each method adds what a layer needs and gives what comes out of it. Nodes and the
 * tensors they make bear the layer's name; layers without weights are numbered.
 */
public final class Net {
    private static final int OPSET = 17;

    private final String name;
    private final boolean folded;
    private final Dim batch;
    private final List<Node> nodes = new ArrayList<>();
    private final List<ValueInfo> inputs = new ArrayList<>();
    private final List<ValueInfo> outputs = new ArrayList<>();
    private final Map<String, Tensor> weights = new LinkedHashMap<>();

    public Net(String name, Setup setup) {
        this.name = name;
        this.folded = setup.folded();
        this.batch = setup.freeBatch() ? new Dim.Free("N") : new Dim.Fixed(1);
    }

    /** A float input of these extents after the batch. */
    public Value input(String tensor, Integer... dims) {
        Value value = new Value(tensor, List.of(dims));
        inputs.add(declared(tensor, value));
        return value;
    }

    public Net output(String tensor, Value value) {
        nodes.add(Node.of("Identity", List.of(value.name()), List.of(tensor)).withName(tensor));
        outputs.add(declared(tensor, value));
        return this;
    }

    private ValueInfo declared(String tensor, Value value) {
        List<Dim> dims = new ArrayList<>(List.of(batch));
        value.dims().forEach(extent -> dims.add(new Dim.Fixed(extent)));
        return ValueInfo.of(tensor, ElementType.FLOAT, dims);
    }

    public Model model() {
        GraphEditor editor = Model.empty(name, OPSET).edit();
        inputs.forEach(editor::addInput);
        weights.forEach(editor::set);
        nodes.forEach(editor::add);
        outputs.forEach(editor::addOutput);
        return editor.model();
    }

    public Value conv(Value x, String layer, Conv form) {
        int fanIn = x.channels() / form.groups() * form.taps();
        long[] dims = dims(form.out(), x.channels() / form.groups(), form.kernel());
        List<String> read = new ArrayList<>(List.of(x.name(), spread(layer + ".weight", form.gain(), fanIn, dims)));
        if (form.biased()) {
            read.add(bias(layer + ".bias", form.out()));
        }
        add(windowed("Conv", read, layer, form));
        List<Integer> after = new ArrayList<>(List.of(form.out()));
        after.addAll(form.spatialAfter(x.spatial()));
        return new Value(layer, after);
    }

    /** A transposed convolution that makes each spatial extent {@code factor} times as large; windows do not overlap. */
    public Value convTranspose(Value x, String layer, int out, int factor) {
        Conv form = Conv.of(out, factor).stride(factor).pad(0);
        String weight = spread(layer + ".weight", 1, x.channels(), dims(x.channels(), out, form.kernel()));
        add(windowed("ConvTranspose", List.of(x.name(), weight, bias(layer + ".bias", out)), layer, form));
        List<Integer> after = new ArrayList<>(List.of(out));
        x.spatial().forEach(extent -> after.add(extent * factor));
        return new Value(layer, after);
    }

    private static Node windowed(String op, List<String> read, String layer, Conv form) {
        return Node.of(op, read, List.of(layer))
                .withName(layer)
                .with("kernel_shape", longs(form.kernel()))
                .with("strides", longs(form.strides()))
                .with("pads", twice(form.pads()))
                .with("group", form.groups());
    }

    public Value batchNorm(Value x, String layer) {
        return batchNorm(x, layer, 1e-5f);
    }

    /** Batch norm with its running statistics, or their effect on the convolution right before it. */
    public Value batchNorm(Value x, String layer, float epsilon) {
        int channels = x.channels();
        Node last = nodes.get(nodes.size() - 1);
        boolean fold = folded && last.is("Conv") && last.output().equals(x.name());
        Tensor scale = HashWeights.of(layer + ".weight", 1, 0.25, channels);
        Tensor bias = HashWeights.of(layer + ".bias", 0, 0.1, channels);
        Tensor mean = HashWeights.of(layer + ".running_mean", 0, 0.1, channels);
        Tensor variance = HashWeights.of(layer + ".running_var", 1, 0.25, channels);
        if (fold) {
            FoldedNorm folding = new FoldedNorm(scale, bias, mean, variance, epsilon);
            String weight = last.inputs().get(1);
            weights.put(weight, folding.weight(tensor(weight)));
            String shift = x.name() + ".bias";
            weights.put(shift, folding.bias(weights.get(shift)));
            nodes.set(nodes.size() - 1, last.withInput(2, shift));
            return x;
        }
        List<String> read = List.of(
                x.name(),
                weight(layer + ".weight", scale),
                weight(layer + ".bias", bias),
                weight(layer + ".running_mean", mean),
                weight(layer + ".running_var", variance));
        add(Node.of("BatchNormalization", read, List.of(layer)).withName(layer).with("epsilon", epsilon));
        return x.named(layer);
    }

    /** A fully connected layer over the last axis. */
    public Value linear(Value x, String layer, int out) {
        return linear(x, layer, out, 1);
    }

    public Value linear(Value x, String layer, int out, double gain) {
        String weight = spread(layer + ".weight", gain, x.last(), out, x.last());
        String bias = bias(layer + ".bias", out);
        if (x.dims().size() == 1) {
            add(Node.of("Gemm", List.of(x.name(), weight, bias), List.of(layer))
                    .withName(layer)
                    .with("transB", 1));
            return new Value(layer, List.of(out));
        }
        String turned = layer + ".turned";
        add(Node.of("Transpose", List.of(weight), List.of(turned))
                .withName(turned)
                .with("perm", new long[] {1, 0}));
        String product = layer + ".product";
        add(Node.of("MatMul", List.of(x.name(), turned), List.of(product)).withName(product));
        add(Node.of("Add", List.of(product, bias), List.of(layer)).withName(layer));
        List<Integer> after = new ArrayList<>(x.dims());
        after.set(after.size() - 1, out);
        return new Value(layer, after);
    }

    /** Normalises over the last axis. */
    public Value layerNorm(Value x, String layer) {
        int width = x.last();
        String scale = weight(layer + ".weight", HashWeights.of(layer + ".weight", 1, 0.25, width));
        add(Node.of("LayerNormalization", List.of(x.name(), scale, bias(layer + ".bias", width)), List.of(layer))
                .withName(layer)
                .with("axis", -1)
                .with("epsilon", 1e-6f));
        return x.named(layer);
    }

    /** An operator with no weights of its own that keeps the first operand's extents. */
    public Value apply(String op, Value... read) {
        return op(op, read[0].dims(), read);
    }

    Value op(String op, List<Integer> after, Value... read) {
        return emit(
                Node.of(
                        op,
                        IntStream.range(0, read.length)
                                .mapToObj(i -> read[i].name())
                                .toList(),
                        List.of()),
                after);
    }

    /** Adds a node under a number of its own. */
    Value emit(Node node, List<Integer> after) {
        String tensor = fresh(node.op());
        add(node.withName(tensor).withOutputs(List.of(tensor)));
        return new Value(tensor, after);
    }

    String fresh(String op) {
        return op.toLowerCase(java.util.Locale.ROOT) + "_" + nodes.size();
    }

    Value max(Value x, int kernel, int stride, int pad, boolean ceil) {
        return pool("MaxPool", x, Conv.of(0, kernel).stride(stride).pad(pad), ceil);
    }

    Value average(Value x, int kernel, int stride) {
        return pool("AveragePool", x, Conv.of(0, kernel).stride(stride).pad(0), false);
    }

    private Value pool(String op, Value x, Conv form, boolean ceil) {
        List<Integer> after = new ArrayList<>(List.of(x.channels()));
        List<Integer> floor = form.spatialAfter(x.spatial());
        for (int i = 0; i < floor.size(); i++) {
            int covered =
                    (floor.get(i) - 1) * form.strides().get(i) + form.kernel().get(i);
            boolean rest = covered < x.spatial().get(i) + 2 * form.pads().get(i);
            after.add(floor.get(i) + (ceil && rest ? 1 : 0));
        }
        Node node = Node.of(op, List.of(x.name()), List.of())
                .with("kernel_shape", longs(form.kernel()))
                .with("strides", longs(form.strides()))
                .with("pads", twice(form.pads()));
        return emit(ceil ? node.with("ceil_mode", 1) : node, after);
    }

    /** Averages all spatial axes away. */
    public Value pooled(Value x) {
        List<Integer> ones = new ArrayList<>(List.of(x.channels()));
        x.spatial().forEach(unused -> ones.add(1));
        return flat(op("GlobalAveragePool", ones, x));
    }

    public Value flat(Value x) {
        return op("Flatten", List.of(x.dims().stream().reduce(1, Math::multiplyExact)), x);
    }

    /** Joins along the first axis after the batch. */
    public Value concat(Value... parts) {
        int channels = 0;
        for (Value part : parts) {
            channels += part.channels();
        }
        Node node = Node.of(
                        "Concat",
                        IntStream.range(0, parts.length)
                                .mapToObj(i -> parts[i].name())
                                .toList(),
                        List.of())
                .with("axis", 1);
        return emit(node, parts[0].withChannels("", channels).dims());
    }

    Value reshape(Value x, Integer... dims) {
        long[] target = new long[dims.length + 1];
        for (int i = 0; i < dims.length; i++) {
            target[i + 1] = dims[i];
        }
        String shape = weight(fresh("shape"), Tensor.of(target, target.length));
        return emit(Node.of("Reshape", List.of(x.name(), shape), List.of()), List.of(dims));
    }

    /** Reorders the axes after the batch: {@code order} counts from 0 for the first of them. */
    Value transpose(Value x, int... order) {
        long[] perm = new long[order.length + 1];
        List<Integer> after = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            perm[i + 1] = order[i] + 1L;
            after.add(x.dims().get(order[i]));
        }
        return emit(Node.of("Transpose", List.of(x.name()), List.of()).with("perm", perm), after);
    }

    /** Channels {@code from} to {@code to}, the last left out. */
    Value slice(Value x, int from, int to) {
        List<String> read = List.of(x.name(), number("from", from), number("to", to), number("axis", 1));
        return emit(
                Node.of("Slice", read, List.of()), x.withChannels("", to - from).dims());
    }

    private String number(String hint, long value) {
        return weight(fresh(hint), Tensor.of(new long[] {value}, 1));
    }

    /** An operator whose second input names one axis of the tensor, the batch counted. */
    Value along(String op, Value x, int axis) {
        return emit(Node.of(op, List.of(x.name(), number("axis", axis)), List.of()), x.dims());
    }

    Value scaled(Value x, float factor) {
        return emit(Node.of("Mul", List.of(x.name(), scalar("factor", factor)), List.of()), x.dims());
    }

    /** A constant of the network under a name of its own. */
    String weight(String tensor, Tensor value) {
        if (weights.put(tensor, value) != null) {
            throw new IllegalArgumentException("two layers are called '%s'".formatted(tensor));
        }
        return tensor;
    }

    String scalar(String hint, float value) {
        return weight(fresh(hint), Tensor.scalar(value));
    }

    String spread(String tensor, double gain, int fanIn, long... dims) {
        return weight(tensor, HashWeights.of(tensor, 0, gain * Math.sqrt(3.0 / fanIn), dims));
    }

    String bias(String tensor, int size) {
        return weight(tensor, HashWeights.of(tensor, 0, 0.1, size));
    }

    void add(Node node) {
        nodes.add(node);
    }

    private Tensor tensor(String weight) {
        Tensor value = weights.get(weight);
        if (value == null) {
            throw new IllegalStateException("no weight '%s'".formatted(weight));
        }
        return value;
    }

    private static long[] dims(int first, int second, List<Integer> kernel) {
        long[] dims = new long[kernel.size() + 2];
        dims[0] = first;
        dims[1] = second;
        for (int i = 0; i < kernel.size(); i++) {
            dims[i + 2] = kernel.get(i);
        }
        return dims;
    }

    private static long[] longs(List<Integer> values) {
        return values.stream().mapToLong(Integer::longValue).toArray();
    }

    private static long[] twice(List<Integer> pads) {
        List<Integer> both = new ArrayList<>(pads);
        both.addAll(pads);
        return longs(both);
    }
}
