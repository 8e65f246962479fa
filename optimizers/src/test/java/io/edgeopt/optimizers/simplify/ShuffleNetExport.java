package io.edgeopt.optimizers.simplify;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * ShuffleNetV2 1.0x as PyTorch's exporter writes it (opset 13 and later, free batch): 902 nodes, two thirds of which
 * work out shapes. Weights come from a hash.
 */
final class ShuffleNetExport {
    private static final int OPSET = 17;
    private static final long SIDE = 64;

    private final GraphEditor editor = Model.empty("shufflenet_v2_x1_0", OPSET).edit();
    private int seed;

    static Model model() {
        return new ShuffleNetExport().built();
    }

    private Model built() {
        Dim batch = new Dim.Free("batch");
        editor.addInput(ValueInfo.of(
                "input",
                ElementType.FLOAT,
                List.of(batch, new Dim.Fixed(3), new Dim.Fixed(SIDE), new Dim.Fixed(SIDE))));
        String x = relu(conv("input", 3, 24, 3, 2, 1));
        x = add(Node.of("MaxPool", List.of(x), List.of())
                .with("kernel_shape", new long[] {3, 3})
                .with("pads", new long[] {1, 1, 1, 1})
                .with("strides", new long[] {2, 2}));
        int channels = 24;
        int[] repeats = {4, 8, 4};
        for (int stage = 0; stage < repeats.length; stage++) {
            int wide = 116 << stage;
            x = shuffled(halving(x, channels, wide));
            for (int unit = 1; unit < repeats[stage]; unit++) {
                x = shuffled(keeping(x, wide));
            }
            channels = wide;
        }
        x = relu(conv(x, channels, 1024, 1, 1, 1));
        x = add(Node.of("ReduceMean", List.of(x), List.of())
                .with("axes", new long[] {2, 3})
                .with("keepdims", 0L));
        editor.add(Node.of("Gemm", List.of(x, weights(1000, 1024), weights(1000)), List.of("output"))
                .with("transB", 1L));
        editor.addOutput(ValueInfo.of("output", ElementType.FLOAT, List.of(batch, new Dim.Fixed(1000))));
        return editor.model();
    }

    private String halving(String x, int channels, int wide) {
        int half = wide / 2;
        String left = relu(conv(conv(x, channels, channels, 3, 2, channels), channels, half, 1, 1, 1));
        String right = relu(conv(x, channels, half, 1, 1, 1));
        right = relu(conv(conv(right, half, half, 3, 2, half), half, half, 1, 1, 1));
        return add(concat(1, left, right));
    }

    private String keeping(String x, int wide) {
        int half = wide / 2;
        String axis = constant(1);
        String extent = add("Gather", add("Shape", x), axis);
        String zero = constant(0);
        String each = add("Div", add("Add", extent, constant(1)), constant(2));
        String middle = add("Mul", each, constant(1));
        String left = add("Slice", x, zero, middle, axis);
        String right = add("Slice", x, middle, add("Mul", each, constant(2)), axis);
        right = relu(conv(right, half, half, 1, 1, 1));
        right = relu(conv(conv(right, half, half, 3, 1, half), half, half, 1, 1, 1));
        return add(concat(1, left, right));
    }

    private String shuffled(String x) {
        List<String> extents = new ArrayList<>();
        for (long axis = 0; axis < 4; axis++) {
            extents.add(add("Gather", add("Shape", x), constant(Tensor.scalar(axis))));
        }
        String perGroup = add("Div", extents.get(1), constant(Tensor.scalar(2L)));
        perGroup = cast(cast(perGroup));
        String batch = unsqueezed(extents.get(0));
        String groups = constant(2);
        String wide = add(
                concat(0, batch, groups, unsqueezed(perGroup), unsqueezed(extents.get(2)), unsqueezed(extents.get(3))));
        String apart = add("Reshape", x, wide);
        String turned = add(Node.of("Transpose", List.of(apart), List.of()).with("perm", new long[] {0, 2, 1, 3, 4}));
        String[] joined = extents.stream().map(this::unsqueezed).toArray(String[]::new);
        return add("Reshape", turned, add(concat(0, joined)));
    }

    private String unsqueezed(String scalar) {
        return add("Unsqueeze", scalar, constant(0));
    }

    private String cast(String integer) {
        return add(Node.of("Cast", List.of(integer), List.of()).with("to", 7L));
    }

    private static Node concat(long axis, String... inputs) {
        return Node.of("Concat", List.of(inputs), List.of()).with("axis", axis);
    }

    private String relu(String x) {
        return add("Relu", x);
    }

    private String conv(String x, int in, int out, int kernel, long stride, long groups) {
        long pad = kernel / 2;
        return add(Node.of("Conv", List.of(x, weights(out, in / groups, kernel, kernel), weights(out)), List.of())
                .with("group", groups)
                .with("kernel_shape", new long[] {kernel, kernel})
                .with("pads", new long[] {pad, pad, pad, pad})
                .with("strides", new long[] {stride, stride}));
    }

    /** Uniform, scaled so that signals neither fade nor grow. */
    private String weights(long... dims) {
        float[] values = new float[(int) Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
        double scale = Math.sqrt(6.0 * dims[0] / values.length);
        seed++;
        for (int i = 0; i < values.length; i++) {
            int hash = (i + 1) * 0x9E3779B1 ^ seed * 0x85EBCA6B;
            hash = (hash ^ hash >>> 15) * 0x2C1B3C6D;
            values[i] = (float) (scale * ((hash ^ hash >>> 12) / (double) (1L << 31)));
        }
        return editor.constant("w" + seed, Tensor.of(values, dims));
    }

    private String constant(long value) {
        return constant(Tensor.of(new long[] {value}, 1));
    }

    private String constant(Tensor value) {
        return add(Node.of("Constant", List.of(), List.of()).with("value", value));
    }

    private String add(String op, String... inputs) {
        return add(Node.of(op, List.of(inputs), List.of()));
    }

    private String add(Node node) {
        String output = editor.freshName(node.op().toLowerCase(java.util.Locale.ROOT));
        editor.add(node.withOutputs(List.of(output)));
        return output;
    }
}
