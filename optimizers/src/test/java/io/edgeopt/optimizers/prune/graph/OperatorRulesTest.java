package io.edgeopt.optimizers.prune.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.core.trace.Trace;
import io.edgeopt.testkit.net.ResNet;
import io.edgeopt.testkit.net.Setup;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorRulesTest {
    private static final OrtBackend BACKEND = new OrtBackend();

    /** A network of a few nodes, and how many channels of it can be cut one by one. */
    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of("a convolution and its reader", plain(), 6),
                Arguments.of("a residual", residual(), 6),
                Arguments.of("a grouped convolution", grouped(), 6 + 3),
                Arguments.of("a depthwise convolution of two filters a channel", depthwise(2), 6),
                Arguments.of("a transposed convolution", transposed(1, 6, 5), 6 + 5),
                Arguments.of("a grouped transposed convolution", transposed(2, 6, 8), 3 + 4),
                Arguments.of("a depthwise transposed convolution", transposed(6, 6, 6), 6),
                Arguments.of("a concat, split again elsewhere", concatAndSplit(17), 5 + 4),
                Arguments.of("a split by attribute", concatAndSplit(11), 5 + 4),
                Arguments.of("a slice with bounds from constant nodes", slice(), 6),
                Arguments.of("a gather of some channels", gather(), 5),
                Arguments.of("a shuffle of channels", shuffle(), 4),
                Arguments.of("depth to space and back", depthToSpace(), 2),
                Arguments.of("a flattened map before a matrix", flatten(), 6),
                Arguments.of("a resize to a given size", resize(), 6),
                Arguments.of("a norm, a slope and a mean", normAndSlope(), 6),
                Arguments.of("features of a recurrent layer", recurrent(), 6),
                Arguments.of("one weight in two layers", shared(), 4),
                Arguments.of("a weight that is computed", computed(), 6),
                Arguments.of("squeeze and excite", squeeze(), 6 + 4));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void cutsEachChannelAloneAndAnswersAsTheMaskedModelDoes(String name, Model model, int channels) {
        DependencyGraph dependencies = DependencyGraph.of(model, Trace.ofShapes(model, BACKEND, Map.of()));

        assertThat(dependencies.channels()).as("%s", dependencies.held()).isEqualTo(channels);
        for (int channel = 0; channel < channels; channel++) {
            BitSet removed = new BitSet();
            removed.set(channel);
            Model cut = Model.parse("cut", dependencies.cut(removed).toBytes());
            assertThat(Verification.onRandomInputs(dependencies.masked(removed), BACKEND, 2, 1, 1e-5)
                            .check(cut)
                            .problem())
                    .isEmpty();
            assertThat(elements(cut)).isLessThan(elements(model));
        }
    }

    /** A network of which nothing may be cut, and a word of the reason. */
    static Stream<Arguments> whole() {
        return Stream.of(
                Arguments.of("channels that are the output", ofOutput(), "output"),
                Arguments.of("a reshape to a computed shape", computedShape(), "computed in the graph"),
                Arguments.of("a softmax over channels", unary("Softmax", 1), "weighs all of them"),
                Arguments.of("a norm over channels", layerNorm(), "averages over them"),
                Arguments.of("a mean over channels", mean(), "takes all of them together"),
                Arguments.of("a sum with the input", sumWithInput(), "what cannot be cut"),
                Arguments.of("padded channels", padded(), "adds to them"),
                Arguments.of("an operator that is not followed", unary("CumSum", 1), "does not know"),
                Arguments.of("every second channel", everySecond(), "takes some of them"),
                Arguments.of("a count that is asked for", asked(), "asks how many"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whole")
    void leavesWholeWhatItCannotCutAndSaysWhy(String name, Model model, String reason) {
        DependencyGraph dependencies = DependencyGraph.of(model, Trace.ofShapes(model, BACKEND, Map.of()));

        assertThat(dependencies.groups()).isEmpty();
        assertThat(dependencies.held())
                .anySatisfy(held -> assertThat(held.reason()).contains(reason));
    }

    @Test
    void findsSixteenMembersAroundTheFirstConvolutionOfResNet18() {
        Model model = ResNet.resNet18(Setup.size(64).withClasses(10));

        Group first = DependencyGraph.of(model, Trace.ofShapes(model, BACKEND, Map.of()))
                .groups()
                .get(0);

        // 3 convolutions make the channels and 4 read them; 3 batch norms, 3 rectifiers, a pooling and 2 sums pass
        // them.
        assertThat(first.name()).isEqualTo("conv1");
        assertThat(first.channels()).isEqualTo(64);
        assertThat(first.members()).hasSize(16);
        assertThat(first.members().stream().filter(member -> member.part() == Member.Part.MAKES))
                .hasSize(3);
        assertThat(first.members().stream().filter(member -> member.part() == Member.Part.READS))
                .hasSize(4);
    }

    private static long elements(Model model) {
        return model.graph().nodes().stream()
                .filter(node -> node.isAnyOf("Conv", "ConvTranspose", "Gemm", "MatMul", "LSTM"))
                .flatMap(node -> node.inputs().stream())
                .distinct()
                .mapToLong(name ->
                        model.graph().initializerShape(name).map(Shape::size).orElse(0L))
                .sum();
    }

    private static Model plain() {
        SmallNet net = new SmallNet();
        return net.read(net.relu(net.conv("x", 6, 3)), 6);
    }

    private static Model residual() {
        SmallNet net = new SmallNet();
        String trunk = net.conv("x", 6, 3);
        return net.read(net.node("Add", trunk, net.conv("x", 6, 3)), 6);
    }

    private static Model grouped() {
        SmallNet net = new SmallNet();
        String made = net.relu(net.conv("x", 12, 3));
        String apart = net.node("Conv", node -> node.with("group", 2), made, net.weight(6, 6, 1, 1), net.weight(6));
        return net.read(net.relu(apart), 6);
    }

    private static Model depthwise(int each) {
        SmallNet net = new SmallNet();
        String made = net.relu(net.conv("x", 6, 3));
        String apart = net.node(
                "Conv",
                node -> node.with("group", 6).with("pads", new long[] {1, 1, 1, 1}),
                made,
                net.weight(6L * each, 1, 3, 3),
                net.weight(6L * each));
        return net.read(apart, 6L * each);
    }

    private static Model transposed(int groups, int in, int out) {
        SmallNet net = new SmallNet();
        String made = net.relu(net.conv("x", in, 3));
        String larger = net.node(
                "ConvTranspose",
                node -> node.with("group", groups).with("strides", new long[] {2, 2}),
                made,
                net.weight(in, out / groups, 2, 2),
                net.weight(out));
        return net.read(larger, out);
    }

    private static Model concatAndSplit(int opset) {
        SmallNet net = new SmallNet(opset, 1, 3, 8, 8);
        String joined = net.node("Concat", node -> node.with("axis", 1), net.conv("x", 6, 3), net.conv("x", 4, 3));
        List<String> parts = net.nodes("Split", 2, node -> node.with("axis", 1), joined);
        return net.ending(net.node("Add", net.conv(parts.get(0), 2, 5), net.conv(parts.get(1), 2, 5)));
    }

    private static Model slice() {
        SmallNet net = new SmallNet();
        String made = net.conv("x", 6, 3);
        String part = net.node(
                "Slice",
                made,
                net.constant(Tensor.of(new long[] {-4, 1}, 2)),
                net.constant(Tensor.of(new long[] {Long.MAX_VALUE, 7}, 2)),
                net.numbers(1, 2));
        return net.ending(net.node(
                "Add",
                net.node("ReduceMean", node -> node.with("axes", new long[] {2, 3}), net.conv(part, 2, 4)),
                net.node("ReduceMean", node -> node.with("axes", new long[] {2, 3}), net.conv(made, 2, 6))));
    }

    private static Model gather() {
        SmallNet net = new SmallNet();
        String made = net.conv("x", 6, 3);
        String some = net.node("Gather", node -> node.with("axis", 1), made, net.numbers(5, 0, 2, 2));
        return net.ending(net.node("Add", net.conv(some, 2, 4), net.conv(made, 2, 6)));
    }

    private static Model shuffle() {
        SmallNet net = new SmallNet();
        String apart = net.node("Reshape", net.conv("x", 8, 3), net.numbers(1, 2, 4, 8, 8));
        String turned = net.node("Transpose", node -> node.with("perm", new long[] {0, 2, 1, 3, 4}), apart);
        return net.read(net.node("Reshape", turned, net.numbers(1, 8, 8, 8)), 8);
    }

    private static Model depthToSpace() {
        SmallNet net = new SmallNet();
        String wide = net.node("DepthToSpace", node -> node.with("blocksize", 2), net.conv("x", 8, 3));
        return net.read(net.node("SpaceToDepth", node -> node.with("blocksize", 2), wide), 8);
    }

    private static Model flatten() {
        SmallNet net = new SmallNet();
        String flat = net.node("Flatten", net.relu(net.conv("x", 6, 3)));
        return net.ending(net.node("MatMul", flat, net.weight(6 * 64, 3)));
    }

    private static Model resize() {
        SmallNet net = new SmallNet();
        String larger = net.node("Resize", net.conv("x", 6, 3), "", "", net.numbers(1, 6, 16, 16));
        return net.read(larger, 6);
    }

    private static Model normAndSlope() {
        SmallNet net = new SmallNet();
        String norm = net.node("InstanceNormalization", net.conv("x", 6, 3), net.weight(6), net.weight(6));
        String sloped = net.node("PRelu", norm, net.weight(6, 1, 1));
        String mean = net.node(
                "ReduceMean", node -> node.with("axes", new long[] {2, 3}).with("keepdims", 0), sloped);
        return net.ending(net.node("Gemm", node -> node.with("transB", 1), mean, net.weight(3, 6), net.weight(3)));
    }

    private static Model recurrent() {
        SmallNet net = new SmallNet();
        String row = net.node("ReduceMean", node -> node.with("axes", new long[] {3}), net.conv("x", 6, 3));
        String flat = net.node("Squeeze", row, net.numbers(3));
        String steps = net.node("Transpose", node -> node.with("perm", new long[] {2, 0, 1}), flat);
        return net.ending(net.node(
                "LSTM",
                node -> node.with("hidden_size", 5),
                steps,
                net.weight(1, 20, 6),
                net.weight(1, 20, 5),
                net.weight(1, 40)));
    }

    /** What both layers share is cut in both; what goes round in circles is one set of channels. */
    private static Model shared() {
        SmallNet net = new SmallNet();
        String weight = net.weight(4, 4, 1, 1);
        String once = net.relu(net.node("Conv", net.conv("x", 4, 3), weight));
        return net.read(net.relu(net.node("Conv", once, weight)), 4);
    }

    private static Model computed() {
        SmallNet net = new SmallNet();
        String weight = net.node("Mul", net.weight(6, 3, 1, 1), net.weight(6, 1, 1, 1));
        return net.read(net.node("Conv", "x", net.node("Abs", weight)), 6);
    }

    private static Model squeeze() {
        SmallNet net = new SmallNet();
        String made = net.conv("x", 6, 3);
        String few = net.relu(net.conv(net.node("GlobalAveragePool", made), 4, 6));
        return net.read(net.node("Mul", made, net.node("Sigmoid", net.conv(few, 6, 4))), 6);
    }

    private static Model ofOutput() {
        SmallNet net = new SmallNet();
        return net.ending(net.conv("x", 6, 3));
    }

    private static Model computedShape() {
        SmallNet net = new SmallNet();
        String made = net.conv("x", 6, 3);
        String shape =
                net.node("Concat", node -> node.with("axis", 0), net.node("Abs", net.numbers(1)), net.numbers(384));
        return net.ending(net.node("MatMul", net.node("Reshape", made, shape), net.weight(384, 2)));
    }

    private static Model unary(String op, int axis) {
        SmallNet net = new SmallNet();
        String made = net.conv("x", 6, 3);
        return net.read(
                op.equals("Softmax")
                        ? net.node(op, node -> node.with("axis", axis), made)
                        : net.node(op, made, net.constant(Tensor.scalar((long) axis))),
                6);
    }

    private static Model layerNorm() {
        SmallNet net = new SmallNet();
        String last = net.node("Transpose", node -> node.with("perm", new long[] {0, 2, 3, 1}), net.conv("x", 6, 3));
        String norm = net.node("LayerNormalization", last, net.weight(6));
        return net.ending(net.node("MatMul", norm, net.weight(6, 2)));
    }

    private static Model mean() {
        SmallNet net = new SmallNet();
        return net.ending(net.node("ReduceMean", node -> node.with("axes", new long[] {1}), net.conv("x", 6, 3)));
    }

    private static Model sumWithInput() {
        SmallNet net = new SmallNet();
        return net.read(net.node("Add", net.conv("x", 3, 3), "x"), 3);
    }

    private static Model padded() {
        SmallNet net = new SmallNet();
        return net.read(net.node("Pad", net.conv("x", 6, 3), net.numbers(0, 1, 0, 0, 0, 0, 0, 0)), 7);
    }

    private static Model everySecond() {
        SmallNet net = new SmallNet();
        String some =
                net.node("Slice", net.conv("x", 6, 3), net.numbers(0), net.numbers(6), net.numbers(1), net.numbers(2));
        return net.read(some, 3);
    }

    private static Model asked() {
        SmallNet net = new SmallNet();
        String made = net.conv("x", 6, 3);
        String count = net.node("Cast", node -> node.with("to", 1), net.node("Shape", made));
        return net.ending(net.node("Add", net.conv(made, 2, 6), net.node("ReduceMax", count)));
    }
}
