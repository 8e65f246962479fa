package io.edgeopt.core.graph.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergePadsTest {
    private static String pad(Sketch sketch, String data, long... pads) {
        return sketch.add("Pad", data, sketch.integers(pads));
    }

    private static Node pool(String op, String data) {
        return Node.of(op, List.of(data), List.of())
                .with("kernel_shape", new long[] {3, 3})
                .with("strides", new long[] {2, 2});
    }

    @Test
    void letsAConvolutionPadItself() {
        Sketch sketch = Sketch.of(13, 2, 6, 6);
        String padded = pad(sketch, "x", 0, 0, 0, 1, 0, 0, 2, 1);
        String conv = sketch.add(Node.of("Conv", List.of(padded, sketch.floats(3, 2, 3, 3)), List.of())
                .with("pads", new long[] {1, 0, 0, 0}));

        Model rewritten = Sketch.rewritten(sketch.model(conv));

        assertThat(Sketch.ops(rewritten)).containsExactly("Conv");
        assertThat(rewritten.graph().nodes().get(0).integers("pads").orElseThrow())
                .containsExactly(1, 1, 2, 1);
    }

    @Test
    void letsAnAveragePoolCountTheZeros() {
        Sketch sketch = Sketch.of(13, 2, 6, 6);

        Model rewritten = Sketch.rewritten(
                sketch.model(sketch.add(pool("AveragePool", pad(sketch, "x", 0, 0, 1, 1, 0, 0, 1, 1)))));

        assertThat(Sketch.ops(rewritten)).containsExactly("AveragePool");
    }

    @Test
    void letsAMaxPoolPadAfterARelu() {
        Sketch sketch = Sketch.of(13, 2, 6, 6);
        String padded = pad(sketch, sketch.add("Relu", "x"), 0, 0, 1, 1, 0, 0, 1, 1);

        Model rewritten = Sketch.rewritten(sketch.model(sketch.add(pool("MaxPool", padded))));

        assertThat(Sketch.ops(rewritten)).containsExactly("Relu", "MaxPool");
    }

    @Test
    void leavesAMaxPoolOfNegativeNumbers() {
        Sketch sketch = Sketch.of(13, 2, 6, 6);
        String padded = pad(sketch, "x", 0, 0, 1, 1, 0, 0, 1, 1);

        Model rewritten = Sketch.rewritten(sketch.model(sketch.add(pool("MaxPool", padded))));

        assertThat(Sketch.ops(rewritten)).containsExactly("Pad", "MaxPool");
    }

    @Test
    void leavesPaddingOfChannels() {
        Sketch sketch = Sketch.of(13, 1, 6, 6);
        String padded = pad(sketch, "x", 0, 1, 0, 0, 0, 0, 0, 0);

        Model rewritten = Sketch.rewritten(sketch.model(sketch.add("Conv", padded, sketch.floats(3, 2, 3, 3))));

        assertThat(Sketch.ops(rewritten)).containsExactly("Pad", "Conv");
    }

    @Test
    void leavesPaddingByMirror() {
        Sketch sketch = Sketch.of(13, 2, 6, 6);
        String padded = sketch.add(Node.of("Pad", List.of("x", sketch.integers(0, 0, 1, 1, 0, 0, 1, 1)), List.of())
                .with("mode", "reflect"));

        Model rewritten = Sketch.rewritten(sketch.model(sketch.add("Conv", padded, sketch.floats(3, 2, 3, 3))));

        assertThat(Sketch.ops(rewritten)).containsExactly("Pad", "Conv");
    }

    @Test
    void leavesPaddingByAnotherNumberThanZero() {
        Sketch sketch = Sketch.of(13, 2, 6, 6);
        String padded = sketch.add("Pad", "x", sketch.integers(0, 0, 1, 1, 0, 0, 1, 1), sketch.number(1));

        Model rewritten = Sketch.rewritten(sketch.model(sketch.add("Conv", padded, sketch.floats(3, 2, 3, 3))));

        assertThat(Sketch.ops(rewritten)).containsExactly("Pad", "Conv");
    }

    @Test
    void leavesPaddingThatAnotherNodeReads() {
        Sketch sketch = Sketch.of(13, 2, 6, 6);
        String padded = pad(sketch, "x", 0, 0, 1, 1, 0, 0, 1, 1);

        Model rewritten = Sketch.rewritten(
                sketch.model(sketch.add("Conv", padded, sketch.floats(3, 2, 3, 3)), sketch.add("Relu", padded)));

        assertThat(Sketch.ops(rewritten)).contains("Pad");
    }
}
