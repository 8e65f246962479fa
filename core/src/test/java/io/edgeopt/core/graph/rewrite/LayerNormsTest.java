package io.edgeopt.core.graph.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerNormsTest {
    private static Node mean(String data, long... axes) {
        return Node.of("ReduceMean", List.of(data), List.of()).with("axes", axes);
    }

    private static String normalized(Sketch sketch, long... axes) {
        String difference = sketch.add("Sub", "x", sketch.add(mean("x", axes)));
        String variance = sketch.add(mean(sketch.add("Pow", difference, sketch.number(2)), axes));
        String root = sketch.add("Sqrt", sketch.add("Add", variance, sketch.number(1e-5f)));
        return sketch.add("Div", difference, root);
    }

    @Test
    void knowsALayerNormWrittenOut() {
        Sketch sketch = Sketch.of(17, 3, 8);
        String scaled = sketch.add("Mul", normalized(sketch, -1), sketch.floats(8));

        Model rewritten = Sketch.rewritten(sketch.model(sketch.add("Add", scaled, sketch.floats(8))));

        assertThat(Sketch.ops(rewritten)).containsExactly("LayerNormalization");
    }

    @Test
    void knowsOneOverTwoAxesWithoutShift() {
        Sketch sketch = Sketch.of(17, 3, 8);

        Model rewritten =
                Sketch.rewritten(sketch.model(sketch.add("Mul", normalized(sketch, 1, 2), sketch.floats(3, 8))));

        assertThat(Sketch.ops(rewritten)).containsExactly("LayerNormalization");
    }

    @Test
    void leavesItBeforeOpset17() {
        Sketch sketch = Sketch.of(16, 3, 8);

        Model rewritten = Sketch.rewritten(sketch.model(sketch.add("Mul", normalized(sketch, -1), sketch.floats(8))));

        assertThat(rewritten.graph().nodes()).hasSize(8);
    }

    @ParameterizedTest(name = "axis {0}")
    @ValueSource(longs = {0, 1})
    void leavesANormOverAnotherAxisThanTheLast(long axis) {
        Sketch sketch = Sketch.of(17, 8, 8);

        Model rewritten = Sketch.rewritten(sketch.model(sketch.add("Mul", normalized(sketch, axis), sketch.floats(8))));

        assertThat(Sketch.ops(rewritten)).doesNotContain("LayerNormalization");
    }

    @Test
    void leavesOneWhoseMiddleIsAnOutput() {
        Sketch sketch = Sketch.of(17, 3, 8);
        String normalized = normalized(sketch, -1);

        Model rewritten = Sketch.rewritten(sketch.model(sketch.add("Mul", normalized, sketch.floats(8)), normalized));

        assertThat(Sketch.ops(rewritten)).doesNotContain("LayerNormalization");
    }
}
