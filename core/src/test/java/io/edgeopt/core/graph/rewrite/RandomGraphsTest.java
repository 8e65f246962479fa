package io.edgeopt.core.graph.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs put together at random from what the rewrites look for; {@link Sketch} compares before and after. */
class RandomGraphsTest {
    private static final long CHANNELS = 4;

    private final List<String> tensors = new ArrayList<>(List.of("x"));

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void answersAsBeforeAndChangesNothingTheSecondTime(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] opsets = {11, 13, 14, 17, 20};
        int opset = opsets[random.nextInt(opsets.length)];
        Sketch sketch = Sketch.of(opset, CHANNELS, 6, 6);
        for (int i = 0; i < 14; i++) {
            tensors.add(piece(sketch, opset, random));
        }
        List<String> outputs = new ArrayList<>(List.of(tensors.get(tensors.size() - 1)));
        if (random.nextBoolean()) {
            outputs.add(tensors.get(1 + random.nextInt(tensors.size() - 2)));
        }
        Model model = sketch.model(outputs.toArray(String[]::new));

        Model once = Sketch.rewritten(model);
        Model twice = Sketch.rewritten(once);

        assertThat(once.graph().nodes().size())
                .isLessThanOrEqualTo(model.graph().nodes().size());
        assertThat(Sketch.ops(twice)).isEqualTo(Sketch.ops(once));
    }

    /** A drawn piece of graph that keeps the shape [N, 4, 6, 6]. */
    private String piece(Sketch s, int opset, SplittableRandom random) {
        // Mostly the newest tensor, so that chains grow; sometimes an older one, so that tensors have two readers.
        String x = tensors.get(random.nextInt(4) > 0 ? tensors.size() - 1 : random.nextInt(tensors.size()));
        return switch (random.nextInt(15)) {
            case 0 ->
                s.add(Node.of("Conv", List.of(x, s.floats(4, 4, 3, 3)), List.of())
                        .with("pads", new long[] {1, 1, 1, 1}));
            case 1 -> s.add("BatchNormalization", x, s.floats(4), s.floats(4), s.floats(4), s.floats(4));
            case 2 -> s.add("Mul", x, s.floats(4, 1, 1));
            case 3 -> s.add("Add", s.number(random.nextInt(2)), x);
            case 4 -> s.add("Conv", s.add("Pad", x, s.integers(0, 0, 1, 0, 0, 0, 1, 2)), s.floats(4, 4, 3, 3));
            case 5 -> s.add("Identity", s.add("Tanh", x));
            case 6 -> s.add("Add", x, tensors.get(random.nextInt(tensors.size())));
            case 7 -> shuffled(s, x);
            case 8 -> s.add("Mul", x, s.add("Div", hardClip(s, x), s.number(6)));
            case 9 -> halvesSwapped(s, x);
            case 10 -> s.add(transpose(s.add(transpose(s.add("Tanh", x), 0, 2, 3, 1)), 0, 3, 1, 2));
            case 11 -> s.add("Div", x, s.add("Add", s.number(1), s.add("Exp", s.add("Neg", x))));
            case 12 -> gelu(s, x);
            case 13 -> layerNorm(s, opset, x);
            default -> s.add("Mul", s.add("Tanh", x), s.add("Tanh", x));
        };
    }

    private static Node transpose(String data, long... perm) {
        return Node.of("Transpose", List.of(data), List.of()).with("perm", perm);
    }

    private static String hardClip(Sketch s, String x) {
        return s.add("Clip", s.add("Add", x, s.number(3)), s.number(0), s.number(6));
    }

    private static String shuffled(Sketch s, String x) {
        String batch = s.add("Gather", s.add("Shape", x), s.integers(0));
        Node split = Node.of("Concat", List.of(batch, s.integers(2, 2, 6, 6)), List.of())
                .with("axis", 0L);
        Node joined = Node.of("Concat", List.of(batch, s.integers(4, 6, 6)), List.of())
                .with("axis", 0L);
        String wide = s.add("Reshape", x, s.add(split));
        return s.add("Reshape", s.add(transpose(wide, 0, 2, 1, 3, 4)), s.add(joined));
    }

    private static String halvesSwapped(Sketch s, String x) {
        String half = s.add("Div", s.add("Gather", s.add("Shape", x), s.integers(1)), s.integers(2));
        String first = s.add("Slice", x, s.integers(0), half, s.integers(1));
        String second = s.add("Slice", x, half, s.integers(Long.MAX_VALUE), s.integers(1));
        return s.add(Node.of("Concat", List.of(second, first), List.of()).with("axis", 1L));
    }

    private static String gelu(Sketch s, String x) {
        String erf = s.add("Erf", s.add("Mul", x, s.number((float) Math.sqrt(0.5))));
        return s.add("Mul", s.add("Mul", x, s.add("Add", erf, s.number(1))), s.number(0.5f));
    }

    private static String layerNorm(Sketch s, int opset, String x) {
        String difference = s.add("Sub", x, s.add(mean(s, opset, x)));
        String variance = s.add(mean(s, opset, s.add("Mul", difference, difference)));
        String root = s.add("Sqrt", s.add("Add", variance, s.number(1e-3f)));
        return s.add("Add", s.add("Mul", s.add("Div", difference, root), s.floats(6)), s.floats(6));
    }

    private static Node mean(Sketch s, int opset, String x) {
        return opset < 18
                ? Node.of("ReduceMean", List.of(x), List.of()).with("axes", new long[] {-1})
                : Node.of("ReduceMean", List.of(x, s.integers(-1)), List.of());
    }
}
