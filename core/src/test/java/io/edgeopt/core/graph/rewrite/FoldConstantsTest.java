package io.edgeopt.core.graph.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoldConstantsTest {
    private static final Set<String> FOLD = Set.of("fold-constants");

    @Test
    void writesConstantNodesAndWhatTheyDecideAsInitialisers() {
        Sketch sketch = Sketch.of(13, 4);
        String two = sketch.add(Node.of("Constant", List.of(), List.of()).with("value", Tensor.scalar(2f)));
        String root = sketch.add("Sqrt", two);
        Model model = sketch.model(sketch.add("Mul", "x", root));

        Model rewritten = Sketch.rewritten(model, FOLD);

        assertThat(Sketch.ops(rewritten)).containsExactly("Mul");
        assertThat(rewritten.graph().initializerNames()).containsExactly(root);
    }

    @Test
    void takesFixedExtentsOfAFreeBatchForConstant() {
        Sketch sketch = Sketch.of(13, 6, 5);
        String channels = sketch.add("Gather", sketch.add("Shape", "x"), sketch.integers(1));
        String half = sketch.add("Div", channels, sketch.integers(2));
        Model model = sketch.model(sketch.add("Slice", "x", sketch.integers(0), half, sketch.integers(1)));

        Model rewritten = Sketch.rewritten(model, FOLD);

        assertThat(Sketch.ops(rewritten)).containsExactly("Slice");
        assertThat(rewritten.graph().constant(half).orElseThrow().toLongs()).containsExactly(3);
    }

    @Test
    void leavesWhatDependsOnTheBatch() {
        Sketch sketch = Sketch.of(13, 6);
        String batch = sketch.add("Gather", sketch.add("Shape", "x"), sketch.integers(0));
        String float32 = sketch.add(Node.of("Cast", List.of(batch), List.of()).with("to", 1L));
        Model model = sketch.model(sketch.add("Mul", "x", float32));

        Model rewritten = Sketch.rewritten(model, FOLD);

        assertThat(Sketch.ops(rewritten)).containsExactly("Shape", "Gather", "Cast", "Mul");
    }

    @Test
    void leavesWhatDependsOnTheValuesOfTheInput() {
        Sketch sketch = Sketch.of(13, 6);
        // Every run draws the same values, so only the kind of dependence tells.
        String count = sketch.add("Shape", sketch.add("NonZero", "x"));
        String float32 = sketch.add(Node.of("Cast", List.of(count), List.of()).with("to", 1L));
        Model model = sketch.model(sketch.add("ReduceSum", float32), sketch.add("Relu", "x"));

        Model rewritten = Sketch.rewritten(model, FOLD);

        assertThat(Sketch.ops(rewritten)).contains("NonZero", "Shape", "Cast");
    }

    @Test
    void leavesQuantizedWeightsInTheirFewBits() {
        Sketch sketch = Sketch.of(13, 4);
        String weights = sketch.constant(Tensor.of(ElementType.INT8, new byte[] {1, -2, 3, -4}, 4));
        String unpacked = sketch.add("DequantizeLinear", weights, sketch.number(0.5f));
        Model model = sketch.model(sketch.add("Mul", "x", unpacked));

        Model rewritten = Sketch.rewritten(model, FOLD);

        assertThat(Sketch.ops(rewritten)).containsExactly("DequantizeLinear", "Mul");
    }

    @Test
    void doesNotSpreadAScalarOverTheFile() {
        Sketch sketch = Sketch.of(13, 1);
        String large = sketch.add(Node.of("ConstantOfShape", List.of(sketch.integers(100, 100)), List.of())
                .with("value", Tensor.of(new float[] {3}, 1)));
        Model model = sketch.model(sketch.add("ReduceMean", sketch.add("Mul", "x", sketch.add("ReduceMean", large))));

        Model rewritten = Sketch.rewritten(model, FOLD);

        assertThat(rewritten.toBytes().length).isLessThan(1000);
    }

    @Test
    void leavesConstantsThatAreOutputs() {
        Sketch sketch = Sketch.of(13, 4);
        String constant = sketch.add(Node.of("Constant", List.of(), List.of())
                .with("value", Tensor.of(ElementType.UINT8, new byte[] {1, 2}, 2)));
        Model model = sketch.model(constant, sketch.add("Relu", "x"));

        Model rewritten = Sketch.rewritten(model, FOLD);

        assertThat(Sketch.ops(rewritten)).containsExactly("Constant", "Relu");
    }
}
