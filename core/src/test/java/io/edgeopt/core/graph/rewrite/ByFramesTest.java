package io.edgeopt.core.graph.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByFramesTest {
    private static final long[] SAME = {1, 1, 1};

    private static Model byFrames(Model model) {
        return Sketch.rewritten(model, List.of(Rewrites.byFrames(model.opset())));
    }

    private static Node conv(String data, String weight, long[] strides, long... pads) {
        return Node.of("Conv", List.of(data, weight), List.of())
                .with("strides", strides)
                .with("pads", pads);
    }

    private static String within(Sketch sketch, String data, int from, int to) {
        return sketch.add(conv(data, sketch.floats(to, from, 1, 3, 3), SAME, 0, 1, 1, 0, 1, 1));
    }

    private static String overTime(Sketch sketch, String data, int from, int to) {
        return sketch.add(conv(data, sketch.floats(to, from, 3, 1, 1), SAME, 1, 0, 0, 1, 0, 0));
    }

    private static List<Integer> kernels(Model model) {
        return model.graph().nodes().stream()
                .filter(node -> node.is("Conv"))
                .map(node -> node.integers("kernel_shape").orElse(new long[3]).length)
                .toList();
    }

    @Test
    void seesAFrameAsAPicture() {
        Sketch sketch = Sketch.of(13, 2, 4, 6, 5);
        Node conv = conv("x", sketch.floats(3, 2, 1, 3, 3), new long[] {1, 2, 2}, 0, 1, 0, 0, 0, 1);

        Model rewritten = byFrames(sketch.model(sketch.add(conv)));

        assertThat(Sketch.ops(rewritten)).containsExactly("Transpose", "Reshape", "Conv", "Reshape", "Transpose");
        Node flat = rewritten.graph().nodes().get(2);
        assertThat(flat.integers("kernel_shape").orElseThrow()).containsExactly(3, 3);
        assertThat(flat.integers("strides").orElseThrow()).containsExactly(2, 2);
        assertThat(flat.integers("pads").orElseThrow()).containsExactly(1, 0, 0, 1);
    }

    @Test
    void seesAPlaceAsALine() {
        Sketch sketch = Sketch.of(13, 2, 7, 3, 4);
        Node conv = conv("x", sketch.floats(3, 2, 3, 1, 1), new long[] {2, 1, 1}, 2, 0, 0, 1, 0, 0)
                .with("dilations", new long[] {2, 1, 1});

        Model rewritten = byFrames(sketch.model(sketch.add(conv)));

        assertThat(Sketch.ops(rewritten)).containsExactly("Reshape", "Conv", "Reshape");
        assertThat(rewritten.graph().nodes().get(1).integers("dilations").orElseThrow())
                .containsExactly(2, 1);
    }

    @Test
    void keepsNamesOfLayersAndWeights() {
        Sketch sketch = Sketch.of(13, 2, 4, 3, 3);
        String weight = sketch.floats(3, 2, 1, 3, 3);
        Model model = sketch.model(
                sketch.add(conv("x", weight, SAME, 0, 1, 1, 0, 1, 1).withName("stage.conv")));

        Node conv = byFrames(model).graph().nodes().get(2);

        assertThat(conv.name()).isEqualTo("stage.conv");
        assertThat(conv.inputs().get(1)).isEqualTo(weight);
    }

    @Test
    void sharesWeightsNoMoreWhereOnlyOneReaderCanBeTakenApart() {
        Sketch sketch = Sketch.of(13, 2, 4, 3, 3);
        String weight = sketch.floats(2, 2, 1, 3, 3);
        String one = sketch.add(conv("x", weight, SAME, 0, 1, 1, 0, 1, 1));
        String other = sketch.add(conv("x", weight, SAME, 1, 1, 1, 1, 1, 1));

        assertThat(kernels(byFrames(sketch.model(one, other)))).containsExactlyInAnyOrder(2, 3);
    }

    @Test
    void leavesFramesOut() {
        Sketch sketch = Sketch.of(13, 2, 5, 4, 4);
        Node shortcut = conv("x", sketch.floats(3, 2, 1, 1, 1), new long[] {2, 2, 2}, 0, 0, 0, 0, 0, 0);

        assertThat(Sketch.ops(byFrames(sketch.model(sketch.add(shortcut))))).contains("Slice");
        assertThat(kernels(byFrames(sketch.model(sketch.add(shortcut))))).containsOnly(2);
    }

    @Test
    void leavesItWhereSlicesKnowNoSteps() {
        Sketch sketch = Sketch.of(9, 2, 5, 4, 4);
        Node shortcut = conv("x", sketch.floats(3, 2, 1, 1, 1), new long[] {2, 2, 2}, 0, 0, 0, 0, 0, 0);

        assertThat(Sketch.ops(byFrames(sketch.model(sketch.add(shortcut))))).containsExactly("Conv");
    }

    @Test
    void leavesKernelsOverTimeAndSpaceAtOnce() {
        Sketch sketch = Sketch.of(13, 2, 4, 4, 4);
        Node both = conv("x", sketch.floats(3, 2, 3, 3, 3), SAME, 1, 1, 1, 1, 1, 1);

        assertThat(Sketch.ops(byFrames(sketch.model(sketch.add(both))))).containsExactly("Conv");
    }

    @Test
    void leavesPaddingByTheRuntime() {
        Sketch sketch = Sketch.of(13, 2, 4, 4, 4);
        Node same = Node.of("Conv", List.of("x", sketch.floats(3, 2, 1, 3, 3)), List.of())
                .with("auto_pad", "SAME_UPPER");

        assertThat(Sketch.ops(byFrames(sketch.model(sketch.add(same))))).containsExactly("Conv");
    }

    @Test
    void leavesFramesPaddedInTime() {
        Sketch sketch = Sketch.of(13, 2, 4, 4, 4);
        Node padded = conv("x", sketch.floats(3, 2, 1, 3, 3), SAME, 1, 1, 1, 0, 1, 1);

        assertThat(Sketch.ops(byFrames(sketch.model(sketch.add(padded))))).containsExactly("Conv");
    }

    @Test
    void carriesActivationsAndSums() {
        Sketch sketch = Sketch.of(13, 4, 4, 4, 4);
        String main = sketch.add("Relu", within(sketch, "x", 4, 6));
        main = overTime(sketch, main, 6, 4);
        String sum = sketch.add("Add", main, within(sketch, "x", 4, 4));
        String six = sketch.add("Clip", sum, sketch.number(0), sketch.number(6));
        String scaled = sketch.add("Mul", six, sketch.number(3));

        Model rewritten = byFrames(sketch.model(within(sketch, scaled, 4, 2)));

        assertThat(kernels(rewritten)).containsOnly(2);
        assertThat(rewritten.graph().nodes().stream()
                        .filter(node -> node.is("Transpose"))
                        .count())
                .as("in, to and from the lines, out")
                .isEqualTo(4);
    }

    @Test
    void passesNodesWithoutInputs() {
        Sketch sketch = Sketch.of(13, 2, 4, 3, 3);
        String constant =
                sketch.add(Node.of("Constant", List.of(), List.of()).with("value", Tensor.of(new float[] {1, 2}, 2)));

        assertThat(Sketch.ops(byFrames(sketch.model(constant, within(sketch, "x", 2, 2)))))
                .contains("Constant", "Transpose");
    }

    @Test
    void carriesBatchNorms() {
        Sketch sketch = Sketch.of(13, 2, 4, 3, 3);
        String normed = sketch.add(
                "BatchNormalization",
                within(sketch, "x", 2, 3),
                sketch.floats(3),
                sketch.floats(3),
                sketch.floats(3),
                sketch.floats(3));

        Model rewritten = byFrames(sketch.model(within(sketch, normed, 3, 2)));

        assertThat(Sketch.ops(rewritten))
                .containsExactly("Transpose", "Reshape", "Conv", "BatchNormalization", "Conv", "Reshape", "Transpose");
    }

    @Test
    void givesClipsToWhoeverReadsClips() {
        Sketch sketch = Sketch.of(13, 2, 4, 3, 3);
        String first = within(sketch, "x", 2, 3);
        String gate = sketch.add("Sigmoid", sketch.add("GlobalAveragePool", first));
        String gated = sketch.add("Mul", first, gate);
        String odd = sketch.add("Add", first, sketch.constant(Tensor.of(new float[] {2}, 1, 1, 1, 1, 1)));

        Model rewritten = byFrames(sketch.model(first, gated, odd, within(sketch, gated, 3, 2)));

        assertThat(kernels(rewritten)).containsExactly(2, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AveragePool", "MaxPool"})
    void poolsFramesAndPlaces(String op) {
        Sketch sketch = Sketch.of(13, 2, 4, 6, 6);
        Node frames = Node.of(op, List.of("x"), List.of())
                .with("kernel_shape", new long[] {1, 3, 2})
                .with("strides", new long[] {1, 2, 2})
                .with("pads", new long[] {0, 1, 0, 0, 1, 0})
                .with("ceil_mode", 1);
        String first = sketch.add(frames);
        String seen = within(sketch, first, 2, 2);
        String again = sketch.add(frames.withInputs(List.of(seen)));
        String time = sketch.add(Node.of(op, List.of(again), List.of())
                .with("kernel_shape", new long[] {2, 1, 1})
                .with("strides", new long[] {2, 1, 1}));
        Node both = Node.of(op, List.of(time), List.of()).with("kernel_shape", new long[] {2, 2, 2});

        Model rewritten = byFrames(sketch.model(sketch.add(both)));

        assertThat(rewritten.graph().nodes().stream()
                        .filter(node -> node.is(op))
                        .map(node -> node.integers("kernel_shape").orElseThrow().length)
                        .toList())
                .containsExactly(2, 2, 2, 3);
    }

    /** Whatever follows whatever, the answers stay; the sketch compares them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsWhatRandomNetworksAnswer(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Sketch sketch = Sketch.of(13, 4, 6, 5, 6);
        String first = "x";
        String second = overTime(sketch, "x", 4, 4);
        for (int layer = 0; layer < 8; layer++) {
            String next = switch (random.nextInt(6)) {
                case 0 -> within(sketch, second, 4, 4);
                case 1 -> overTime(sketch, second, 4, 4);
                case 2 -> sketch.add(conv(second, sketch.floats(4, 4, 1, 1, 1), SAME, new long[6]));
                case 3 -> sketch.add("Tanh", second);
                case 4 -> sketch.add("Add", first, second);
                default ->
                    sketch.add(conv(second, sketch.floats(4, 1, 1, 3, 3), SAME, 0, 1, 1, 0, 1, 1)
                            .with("group", 4));
            };
            first = second;
            second = sketch.add("Sigmoid", next);
        }

        assertThat(kernels(byFrames(sketch.model(first, second)))).containsOnly(2);
    }
}
