package io.edgeopt.core.graph.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UntangleChannelsTest {
    private static final Set<String> ONLY = Set.of("untangle-channels");

    private static String shuffled(Sketch sketch, String tensor, int rows, int channels) {
        String table = sketch.add("Reshape", tensor, sketch.integers(-1, rows, channels / rows, 4, 5));
        String turned =
                sketch.add(Node.of("Transpose", List.of(table), List.of()).with("perm", new long[] {0, 2, 1, 3, 4}));
        return sketch.add("Reshape", turned, sketch.integers(-1, channels, 4, 5));
    }

    private static String concat(Sketch sketch, String... inputs) {
        return sketch.add(Node.of("Concat", List.of(inputs), List.of()).with("axis", 1L));
    }

    private static List<String> halves(Sketch sketch, String tensor) {
        return sketch.addMany(2, Node.of("Split", List.of(tensor), List.of()).with("axis", 1L));
    }

    private static String pointwise(Sketch sketch, String tensor, int from, int to) {
        return sketch.add("Relu", sketch.add("Conv", tensor, sketch.floats(to, from, 1, 1), sketch.floats(to)));
    }

    private static String depthwise(Sketch sketch, String tensor, int channels) {
        return sketch.add(
                Node.of("Conv", List.of(tensor, sketch.floats(channels, 1, 3, 3), sketch.floats(channels)), List.of())
                        .with("group", (long) channels)
                        .with("pads", new long[] {1, 1, 1, 1}));
    }

    /** Blocks of ShuffleNet: half of the channels goes through, the other half is worked on, then all are shuffled. */
    private static String blocks(Sketch sketch, String tensor, int channels, int count) {
        String all = tensor;
        for (int i = 0; i < count; i++) {
            List<String> halves = halves(sketch, all);
            String worked = pointwise(
                    sketch, depthwise(sketch, pointwise(sketch, halves.get(1), channels / 2, 6), 6), 6, channels / 2);
            all = shuffled(sketch, concat(sketch, halves.get(0), worked), 2, channels);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 13})
    void leavesNoShuffleBetweenBlocks(int opset) {
        Sketch sketch = Sketch.of(opset, 3, 4, 5);
        String all = blocks(sketch, pointwise(sketch, "x", 3, 16), 16, 4);
        Model rewritten = Sketch.rewritten(sketch.model(pointwise(sketch, all, 16, 2)), ONLY);

        assertThat(Sketch.ops(rewritten)).doesNotContain("Transpose", "Reshape");
        // Each block but the last parts what it worked on, and lays side by side what the next one reads.
        assertThat(Sketch.ops(rewritten).stream().filter("Split"::equals)).hasSize(4);
        assertThat(Sketch.ops(rewritten).stream().filter("Concat"::equals)).hasSize(4);
    }

    @Test
    void tellsReadersBehindWhatWorksChannelByChannel() {
        Sketch sketch = Sketch.of(11, 3, 4, 5);
        String all = blocks(sketch, pointwise(sketch, "x", 3, 8), 8, 2);
        String means = sketch.add("GlobalAveragePool", sketch.add("Relu", depthwise(sketch, all, 8)));
        String features = sketch.add(Node.of("Flatten", List.of(means), List.of()));
        String classes = sketch.add(Node.of("Gemm", List.of(features, sketch.floats(3, 8), sketch.floats(3)), List.of())
                .with("transB", 1L));
        String other = sketch.add("MatMul", features, sketch.floats(8, 2));

        Model rewritten = Sketch.rewritten(sketch.model(classes, other), ONLY);

        assertThat(Sketch.ops(rewritten)).doesNotContain("Transpose", "Reshape");
    }

    @Test
    void keepsTheOrderOfWhatTheGraphGives() {
        Sketch sketch = Sketch.of(11, 3, 4, 5);
        String first =
                shuffled(sketch, concat(sketch, pointwise(sketch, "x", 3, 2), pointwise(sketch, "x", 3, 2)), 2, 4);
        String next = pointwise(sketch, first, 4, 4);

        Model rewritten = Sketch.rewritten(sketch.model(first, next), ONLY);

        assertThat(rewritten.graph().outputs().get(0).name()).isEqualTo(first);
    }

    @Test
    void leavesAShuffleWhoseChannelsWouldBeFetchedOneByOne() {
        Sketch sketch = Sketch.of(11, 3, 4, 5);
        String one = shuffled(sketch, pointwise(sketch, "x", 3, 32), 2, 32);
        // A grouped convolution cannot be told of another order, and in the old one every channel would be a part.
        String grouped = sketch.add(Node.of("Conv", List.of(one, sketch.floats(8, 16, 1, 1)), List.of())
                .with("group", 2L));

        Model rewritten = Sketch.rewritten(sketch.model(grouped), ONLY);

        assertThat(Sketch.ops(rewritten)).contains("Transpose");
    }

    @Test
    void leavesTransposesThatAreNoShuffle() {
        Sketch sketch = Sketch.of(11, 8, 4, 4);
        String table = sketch.add("Reshape", "x", sketch.integers(-1, 2, 4, 4, 4));
        String turned =
                sketch.add(Node.of("Transpose", List.of(table), List.of()).with("perm", new long[] {0, 2, 1, 4, 3}));
        String back = sketch.add("Reshape", turned, sketch.integers(-1, 8, 4, 4));

        Model rewritten = Sketch.rewritten(sketch.model(pointwise(sketch, back, 8, 2)), ONLY);

        assertThat(Sketch.ops(rewritten)).contains("Transpose");
    }

    @Test
    void leavesWeightsThatOthersReadAsTheyAre() {
        Sketch sketch = Sketch.of(11, 3, 4, 5);
        String weight = sketch.floats(4, 8, 1, 1);
        String plain = pointwise(sketch, "x", 3, 8);
        String all = blocks(sketch, plain, 8, 2);
        String one = sketch.add("Conv", all, weight);
        String other = sketch.add("Conv", plain, weight);

        Model rewritten = Sketch.rewritten(sketch.model(one, other), ONLY);

        assertThat(Sketch.ops(rewritten)).doesNotContain("Transpose");
    }

    /** All that looks like features and is none. */
    @Test
    void leavesWhatIsNotOneNumberAChannel() {
        Sketch places = Sketch.of(13, 3, 4, 5);
        String map = shuffled(places, pointwise(places, "x", 3, 20), 2, 20);
        String rows = places.add(Node.of("Flatten", List.of(map), List.of()).with("axis", 2L));
        Sketch.rewritten(places.model(places.add("Gemm", rows, places.floats(20, 3))), ONLY);

        Sketch batch = Sketch.of(13, 3, 4, 5);
        String other = shuffled(batch, pointwise(batch, "x", 3, 20), 2, 20);
        String many = batch.add("Reshape", other, batch.integers(-1, 20));
        Sketch.rewritten(batch.model(batch.add("Gemm", many, batch.floats(20, 3))), ONLY);
    }

    @Test
    void readsWeightsThatWereFoldedJustNow() {
        Sketch sketch = Sketch.of(11, 3, 4, 5);
        String all = blocks(sketch, pointwise(sketch, "x", 3, 8), 8, 2);
        String layer = sketch.add("Conv", all, sketch.floats(4, 8, 1, 1));
        String norm = sketch.add(
                "BatchNormalization", layer, sketch.floats(4), sketch.floats(4), sketch.floats(4), sketch.floats(4));

        assertThat(Sketch.ops(Sketch.rewritten(sketch.model(norm)))).doesNotContain("Transpose", "BatchNormalization");
    }

    @Test
    void tellsLayersThatShareTheirWeightsOnce() {
        Sketch sketch = Sketch.of(11, 3, 4, 5);
        String shared = sketch.floats(2, 8, 1, 1);
        String all = blocks(sketch, pointwise(sketch, "x", 3, 8), 8, 2);
        String one = sketch.add("Conv", all, shared);
        String other =
                sketch.add(Node.of("Conv", List.of(all, shared), List.of()).with("strides", new long[] {2, 2}));

        Model rewritten = Sketch.rewritten(sketch.model(one, other), ONLY);

        assertThat(rewritten.graph().nodes().stream()
                        .filter(node -> node.outputs().equals(List.of(one))
                                || node.outputs().equals(List.of(other)))
                        .map(node -> node.inputs().get(1))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void laysATensorBesideItself() {
        Sketch sketch = Sketch.of(11, 3, 4, 5);
        String plain = pointwise(sketch, "x", 3, 4);
        String twice = shuffled(sketch, concat(sketch, plain, plain), 2, 8);

        Model rewritten = Sketch.rewritten(sketch.model(pointwise(sketch, twice, 8, 2)), ONLY);

        assertThat(Sketch.ops(rewritten)).containsExactly("Conv", "Relu", "Concat", "Conv", "Relu");
    }
}
