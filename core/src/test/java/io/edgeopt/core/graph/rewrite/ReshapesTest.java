package io.edgeopt.core.graph.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReshapesTest {
    private static Node unsqueeze(String data, String axes) {
        return Node.of("Unsqueeze", List.of(data, axes), List.of());
    }

    /** {@code x.view(x.size(0), ...)} as exporters write it. */
    private static String viewWithBatch(Sketch sketch, String data, long... rest) {
        String batch = sketch.add("Gather", sketch.add("Shape", data), sketch.integers(0));
        return sketch.add(
                "Reshape",
                data,
                sketch.add(Node.of("Concat", List.of(batch, sketch.integers(rest)), List.of())
                        .with("axis", 0L)));
    }

    @Test
    void givesAComputedTargetAFreeBatch() {
        Sketch sketch = Sketch.of(13, 6, 4);
        Model model = sketch.model(viewWithBatch(sketch, "x", 2, 3, 4));

        Model rewritten = Sketch.rewritten(model, Set.of("reshape-targets"));

        assertThat(Sketch.ops(rewritten)).containsExactly("Reshape");
        assertThat(target(rewritten)).containsExactly(-1, 2, 3, 4);
        assertThat(rewritten.graph().inputs().get(0).toString()).isEqualTo("x float [N, 6, 4]");
    }

    @Test
    void keepsATargetThatMixesTheBatchWithOtherExtents() {
        Sketch sketch = Sketch.of(13, 6);
        String batch = sketch.add("Gather", sketch.add("Shape", "x"), sketch.integers(0));
        String twice = sketch.add("Mul", batch, sketch.integers(2));
        String target = sketch.add(
                Node.of("Concat", List.of(twice, sketch.integers(3)), List.of()).with("axis", 0L));
        Model model = sketch.model(sketch.add("Reshape", "x", target));

        Model rewritten = Sketch.rewritten(model, Set.of("reshape-targets"));

        assertThat(target(rewritten)).containsExactly(-1, 3);
    }

    @Test
    void leavesATargetTakenFromTheInputsValues() {
        Sketch sketch = Sketch.of(13, 6);
        String zero = sketch.add(Node.of(
                        "Cast", List.of(sketch.add("Mul", sketch.number(0), sketch.add("ReduceMax", "x"))), List.of())
                .with("to", 7L));
        String target = sketch.add("Add", sketch.add("Reshape", zero, sketch.integers(1)), sketch.integers(-1));
        Model model = sketch.model(sketch.add("Reshape", "x", target));

        Model rewritten = Sketch.rewritten(model);

        assertThat(Sketch.ops(rewritten)).contains("ReduceMax", "Cast");
    }

    @Test
    void makesOneReshapeOfTwo() {
        Sketch sketch = Sketch.of(13, 6, 4);
        String wide = sketch.add(unsqueeze("x", sketch.integers(1)));
        String flat = sketch.add(Node.of("Flatten", List.of(wide), List.of()).with("axis", 1L));
        Model model = sketch.model(flat);

        Model rewritten = Sketch.rewritten(model, Set.of("merge-reshapes"));

        assertThat(Sketch.ops(rewritten)).containsExactly("Reshape");
        assertThat(target(rewritten)).containsExactly(-1, 24);
    }

    @Test
    void removesAPairThatUndoesItself() {
        Sketch sketch = Sketch.of(13, 6, 4);
        String wide = sketch.add(unsqueeze(sketch.add("Relu", "x"), sketch.integers(1)));
        Model model = sketch.model(sketch.add("Neg", sketch.add("Squeeze", wide, sketch.integers(1))));

        Model rewritten = Sketch.rewritten(model);

        assertThat(Sketch.ops(rewritten)).containsExactly("Relu", "Neg");
    }

    @Test
    void leavesAPairWhoseMiddleIsRead() {
        Sketch sketch = Sketch.of(13, 6, 4);
        String wide = sketch.add(unsqueeze("x", sketch.integers(1)));
        Model model = sketch.model(
                sketch.add(Node.of("Flatten", List.of(wide), List.of()).with("axis", 1L)), sketch.add("Relu", wide));

        Model rewritten = Sketch.rewritten(model, Set.of("merge-reshapes"));

        assertThat(Sketch.ops(rewritten)).contains("Unsqueeze", "Flatten");
    }

    @Test
    void leavesAPairWhoseMiddleIsAnOutput() {
        Sketch sketch = Sketch.of(13, 6, 4);
        String wide = sketch.add(unsqueeze("x", sketch.integers(1)));
        Model model = sketch.model(
                wide, sketch.add(Node.of("Flatten", List.of(wide), List.of()).with("axis", 1L)));

        Model rewritten = Sketch.rewritten(model);

        assertThat(Sketch.ops(rewritten)).containsExactly("Unsqueeze", "Flatten");
    }

    private static long[] target(Model model) {
        Node reshape = model.graph().nodes().get(model.graph().nodes().size() - 1);
        return model.graph().constant(reshape.inputs().get(1)).orElseThrow().toLongs();
    }
}
