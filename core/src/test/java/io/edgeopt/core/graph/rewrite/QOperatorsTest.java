package io.edgeopt.core.graph.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.SessionOptions.Optimization;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QOperatorsTest {
    /** A tie between two integers may be rounded either way; sums of floats in another order move values to ties. */
    private static final double ONE_QUANTUM = 1.001;

    /** A small graph around one integer operator: floats are quantized before it and dequantized behind it. */
    private static final class Around {
        private final SplittableRandom random;
        private final GraphEditor editor;
        private final ElementType type;
        private float outputScale;

        private Around(long seed, ElementType type, int opset) {
            this.random = new SplittableRandom(seed);
            this.editor =
                    Model.empty("around", opset).withOpset("com.microsoft", 1).edit();
            this.type = type;
        }

        /** Tensor, scale and zero point of an input that is made from floats. */
        private List<String> quantized(String name, long... dims) {
            editor.addInput(ValueInfo.of(name, ElementType.FLOAT, Shape.of(dims)));
            List<String> scale = scale(name, 0.02f);
            editor.add(Node.of("QuantizeLinear", List.of(name, scale.get(0), scale.get(1)), List.of(name + "_q")));
            return List.of(name + "_q", scale.get(0), scale.get(1));
        }

        private List<String> scale(String name, float about) {
            float scale = (float) (about * random.nextDouble(0.8, 1.2));
            byte zero = (byte) (type == ElementType.UINT8 ? random.nextInt(100, 150) : random.nextInt(-20, 20));
            outputScale = scale;
            return List.of(
                    editor.constant(name + "_scale", Tensor.scalar(scale)),
                    editor.constant(
                            name + "_zero", Tensor.of(type, new byte[] {zero}).reshape()));
        }

        /**
         * A signed weight of 7 bits, with a scale for each of {@code channels} or, where that is 1, a single one. With 8
         * bits the sums of two products overflow 16 bits on processors without VNNI, and are cut off there.
         */
        private List<String> weight(int channels, long... dims) {
            byte[] values = new byte[(int) Shape.of(dims).size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (byte) random.nextInt(-63, 64);
            }
            float[] scales = new float[channels];
            for (int i = 0; i < channels; i++) {
                scales[i] = (float) random.nextDouble(0.002, 0.006);
            }
            Tensor scale = Tensor.of(scales, channels);
            Tensor zero = Tensor.of(ElementType.INT8, new byte[channels], channels);
            return List.of(
                    editor.constant("w", Tensor.of(ElementType.INT8, values, dims)),
                    editor.constant("w_scale", channels == 1 ? scale.reshape() : scale),
                    editor.constant("w_zero", channels == 1 ? zero.reshape() : zero));
        }

        private String bias(int channels) {
            int[] values = random.ints(channels, -3000, 3000).toArray();
            return editor.constant("b", Tensor.of(values, channels));
        }

        private Case of(String domain, Node node) {
            editor.add(node.withOutputs(List.of("y_q")).inDomain(domain).withName("it"));
            editor.add(Node.of("DequantizeLinear", List.of("y_q", "y_scale", "y_zero"), List.of("y")));
            editor.addOutput(ValueInfo.named("y"));
            return new Case(editor.model(), outputScale);
        }
    }

    /** A model and the step between two values of its output. */
    private record Case(Model model, float quantum) {}

    private interface Maker {
        Case make(Around around);
    }

    private static List<String> join(List<?>... parts) {
        List<String> all = new ArrayList<>();
        for (List<?> part : parts) {
            part.forEach(name -> all.add((String) name));
        }
        return all;
    }

    private static Node node(String op, List<String> inputs) {
        return Node.of(op, inputs, List.of("y_q"));
    }

    private static Case conv(Around a, int channels, boolean biased, int groups) {
        List<String> x = a.quantized("x", 2, 4, 7, 7);
        List<String> w = a.weight(channels, 8, 4 / groups, 3, 3);
        List<String> bias = biased ? List.of(a.bias(8)) : List.of();
        return a.of(
                "",
                node("QLinearConv", join(x, w, a.scale("y", 0.04f), bias))
                        .with("pads", new long[] {1, 1, 0, 0})
                        .with("strides", new long[] {2, 2})
                        .with("group", groups));
    }

    private static Case two(Around a, String op) {
        List<String> left = a.quantized("x", 2, 3, 5);
        List<String> right = a.quantized("z", 3, 5);
        return a.of("com.microsoft", node(op, join(left, right, a.scale("y", 0.04f))));
    }

    private static Case one(Around a, Node node, float about) {
        List<String> x = a.quantized("x", 2, 3, 6, 6);
        return a.of("com.microsoft", node.withInputs(join(x, a.scale("y", about))));
    }

    private static Map<String, Maker> makers() {
        List<String> none = List.of();
        return Map.ofEntries(
                Map.entry("conv", a -> conv(a, 1, false, 1)),
                Map.entry("conv with bias", a -> conv(a, 1, true, 1)),
                Map.entry("conv by channel", a -> conv(a, 8, true, 1)),
                Map.entry("conv in groups", a -> conv(a, 8, true, 2)),
                Map.entry(
                        "matmul",
                        a -> a.of(
                                "",
                                node(
                                        "QLinearMatMul",
                                        join(a.quantized("x", 2, 5, 6), a.weight(1, 6, 7), a.scale("y", 0.04f))))),
                Map.entry(
                        "matmul by column",
                        a -> a.of(
                                "",
                                node(
                                        "QLinearMatMul",
                                        join(a.quantized("x", 5, 6), a.weight(7, 6, 7), a.scale("y", 0.04f))))),
                Map.entry(
                        "gemm",
                        a -> a.of(
                                "com.microsoft",
                                node(
                                                "QGemm",
                                                join(
                                                        a.quantized("x", 5, 6),
                                                        a.weight(7, 7, 6),
                                                        List.of(a.bias(7)),
                                                        a.scale("y", 0.04f)))
                                        .with("transB", 1)
                                        .with("alpha", 0.5f))),
                Map.entry("add", a -> two(a, "QLinearAdd")),
                Map.entry("mul", a -> two(a, "QLinearMul")),
                Map.entry(
                        "leaky relu", a -> one(a, node("QLinearLeakyRelu", none).with("alpha", 0.1f), 0.02f)),
                Map.entry("sigmoid", a -> one(a, node("QLinearSigmoid", none), 0.004f)),
                Map.entry(
                        "softmax",
                        a -> one(a, node("QLinearSoftmax", none).with("axis", 3).with("opset", 17), 0.004f)),
                Map.entry(
                        "average pool",
                        a -> one(
                                a,
                                node("QLinearAveragePool", none)
                                        .with("kernel_shape", new long[] {3, 3})
                                        .with("pads", new long[] {1, 1, 1, 1})
                                        .with("count_include_pad", 1),
                                0.02f)),
                Map.entry("global average pool", a -> one(a, node("QLinearGlobalAveragePool", none), 0.01f)),
                Map.entry("concat", a -> {
                    List<String> left = a.quantized("x", 2, 3, 4);
                    List<String> right = a.quantized("z", 2, 5, 4);
                    return a.of(
                            "com.microsoft",
                            node("QLinearConcat", join(a.scale("y", 0.03f), left, right))
                                    .with("axis", 1));
                }));
    }

    static Stream<Arguments> cases() {
        return makers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> LongStream.rangeClosed(1, 4)
                        .mapToObj(seed -> Arguments.of(entry.getKey(), seed, entry.getValue())));
    }

    private static Tensor run(Model model, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> inputs = new TreeMap<>();
        for (ValueInfo input : model.graph().inputs()) {
            Shape shape = input.shape().orElseThrow();
            float[] values = new float[(int) shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(-2.5, 2.5);
            }
            inputs.put(input.name(), Tensor.of(values, shape.toArray()));
        }
        SessionOptions asInTheFile = SessionOptions.DEFAULT.withThreads(1).withOptimization(Optimization.NONE);
        try (Session session = new OrtBackend().open(model, asInTheFile)) {
            return session.run(inputs, "y");
        }
    }

    private static boolean hasIntegerOperator(Model model) {
        return model.graph().nodes().stream()
                .anyMatch(node -> Operators.of(node).quantized().isPresent());
    }

    private static void assertSameWithinAQuantum(Tensor found, Tensor expected, float quantum) {
        double[] ours = found.toDoubles();
        double[] theirs = expected.toDoubles();
        assertThat(found.shape()).isEqualTo(expected.shape());
        for (int i = 0; i < ours.length; i++) {
            assertThat(Math.abs(ours[i] - theirs[i])).as("element %d", i).isLessThanOrEqualTo(quantum * ONE_QUANTUM);
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("cases")
    void saysTheSameInFloats(String name, long seed, Maker maker) {
        Case given = maker.make(new Around(seed, ElementType.UINT8, 17));

        Model floats = QOperators.toQdq(given.model());

        assertThat(hasIntegerOperator(floats)).isFalse();
        assertSameWithinAQuantum(run(floats, seed), run(given.model(), seed), given.quantum());
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("cases")
    void comesBackExactly(String name, long seed, Maker maker) {
        Case given = maker.make(new Around(seed, ElementType.UINT8, 17));

        Model back = QOperators.toQOperators(QOperators.toQdq(given.model()));

        assertThat(back.graph().nodes())
                .extracting(Node::op)
                .containsExactlyElementsOf(
                        given.model().graph().nodes().stream().map(Node::op).toList());
        assertThat(run(back, seed).contentEquals(run(given.model(), seed))).isTrue();
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("cases")
    void keepsSignedActivationsSigned(String name, long seed, Maker maker) {
        Case given = maker.make(new Around(seed, ElementType.INT8, 17));

        Model floats = QOperators.toQdq(given.model());

        assertThat(hasIntegerOperator(floats)).isFalse();
        assertThat(QOperators.toQOperators(floats).graph().nodes())
                .hasSameSizeAs(given.model().graph().nodes());
    }

    static Stream<Node> movers() {
        return Stream.of(
                Node.of("MaxPool", List.of("d"), List.of("f"))
                        .with("kernel_shape", new long[] {2, 2})
                        .with("strides", new long[] {2, 2}),
                Node.of("Transpose", List.of("d"), List.of("f")).with("perm", new long[] {0, 2, 3, 1}),
                Node.of("Reshape", List.of("d", "shape"), List.of("f")),
                Node.of("Flatten", List.of("d"), List.of("f")),
                Node.of("Slice", List.of("d", "from", "to"), List.of("f")),
                Node.of("Gather", List.of("d", "from"), List.of("f")).with("axis", 2),
                Node.of("Tile", List.of("d", "to"), List.of("f")),
                Node.of("Unsqueeze", List.of("d", "axes"), List.of("f")),
                Node.of("DepthToSpace", List.of("d"), List.of("f")).with("blocksize", 2),
                Node.of("Resize", List.of("d", "", "scales"), List.of("f")).with("mode", "nearest"));
    }

    private static Model moving(Node node, boolean sameScale) {
        Around around = new Around(1, ElementType.UINT8, 17);
        List<String> x = around.quantized("x", 1, 4, 6, 6);
        List<String> out = sameScale ? x.subList(1, 3) : around.scale("other", 0.05f);
        return around.editor
                .set("shape", Tensor.of(new long[] {1, -1}, 2))
                .set("from", Tensor.of(new long[] {0, 1, 1, 2}, 4))
                .set("to", Tensor.of(new long[] {1, 3, 4, 5}, 4))
                .set("axes", Tensor.of(new long[] {1}, 1))
                .set("scales", Tensor.of(new float[] {1, 1, 2, 2}, 4))
                .add(Node.of("DequantizeLinear", x, List.of("d")))
                .add(node)
                .add(Node.of("QuantizeLinear", join(List.of("f"), out), List.of("q")))
                .add(Node.of("DequantizeLinear", join(List.of("q"), out), List.of("y")))
                .addOutput(ValueInfo.named("y"))
                .removeDead()
                .model();
    }

    @ParameterizedTest
    @MethodSource("movers")
    void movesIntegersAsTheyAre(Node node) {
        Model model = moving(node, true);

        Model integers = QOperators.toQOperators(model);

        assertThat(integers.graph().nodes())
                .extracting(Node::op)
                .containsExactly("QuantizeLinear", node.op(), "DequantizeLinear");
        assertThat(run(integers, 1).contentEquals(run(model, 1))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("movers")
    void leavesAMoveThatChangesTheScale(Node node) {
        Model model = moving(node, false);

        assertThat(QOperators.toQOperators(model).graph().nodes()).hasSize(5);
    }

    @Test
    void leavesWhatQuantizationCannotSay() {
        Around around = new Around(1, ElementType.UINT8, 17);
        Case channelsLast =
                one(around, node("QLinearGlobalAveragePool", List.of()).with("channels_last", 1), 0.02f);

        Model same = QOperators.toQdq(channelsLast.model());

        assertThat(hasIntegerOperator(same)).isTrue();
    }

    @Test
    void raisesTheOperatorSetForScalesByChannel() {
        Case given = conv(new Around(3, ElementType.UINT8, 12), 8, true, 1);
        Model model = given.model()
                .edit()
                .add(Node.of("Split", List.of("y"), List.of("s", "t"))
                        .with("axis", 1)
                        .with("split", new long[] {3, 5}))
                .addOutput(ValueInfo.named("t"))
                .model();

        Model floats = QOperators.toQdq(model);

        assertThat(floats.opset()).isEqualTo(13);
        assertThat(hasIntegerOperator(floats)).isFalse();
        assertSameWithinAQuantum(run(floats, 3), run(model, 3), given.quantum());
    }

    @Test
    void readsWhatANodeLeftAsItIsSharesWithOneThatIsNot() {
        Around around = new Around(5, ElementType.UINT8, 10);
        Case given = conv(around, 8, true, 1);
        Model model = given.model()
                .edit()
                .add(Node.of(
                                "QLinearGlobalAveragePool",
                                List.of("x_q", "x_scale", "x_zero", "y_scale", "y_zero"),
                                List.of("g_q"))
                        .inDomain("com.microsoft"))
                .addOutput(ValueInfo.named("g_q"))
                .model();

        Model partly = QOperators.toQdq(model);

        assertThat(partly.graph().nodes())
                .extracting(Node::op)
                .contains("QLinearConv", "GlobalAveragePool")
                .doesNotContain("QLinearGlobalAveragePool");
    }

    @Test
    void leavesScalesByChannelOfOlderOperatorSets() {
        Case given = conv(new Around(3, ElementType.UINT8, 10), 8, true, 1);

        Model same = QOperators.toQdq(given.model());

        assertThat(hasIntegerOperator(same)).isTrue();
        assertThat(run(same, 3).contentEquals(run(given.model(), 3))).isTrue();
    }
}
