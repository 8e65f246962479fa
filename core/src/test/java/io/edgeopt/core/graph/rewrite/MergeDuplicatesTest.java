package io.edgeopt.core.graph.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeDuplicatesTest {
    @Test
    void computesOnceWhatTwoChainsCompute() {
        Sketch sketch = Sketch.of(13, 4);
        String one = sketch.add("Exp", sketch.add("Neg", "x"));
        String other = sketch.add("Exp", sketch.add("Neg", "x"));

        Model rewritten = Sketch.rewritten(sketch.model(sketch.add("Add", one, other)));

        assertThat(Sketch.ops(rewritten)).containsExactly("Neg", "Exp", "Add");
    }

    @Test
    void leavesNodesThatDifferInAnAttributeAndThoseThatAreOutputs() {
        Sketch sketch = Sketch.of(13, 4);
        String one = sketch.add(Node.of("LeakyRelu", List.of("x"), List.of()).with("alpha", 0.1f));
        String other = sketch.add(Node.of("LeakyRelu", List.of("x"), List.of()).with("alpha", 0.2f));
        String negative = sketch.add("Neg", "x");
        String again = sketch.add("Neg", "x");

        Model rewritten = Sketch.rewritten(sketch.model(sketch.add("Add", one, other), negative, again));

        assertThat(Sketch.ops(rewritten)).containsOnlyOnce("Add").hasSize(5);
    }

    @Test
    void keepsOneOfEqualSmallConstantsButABiasForEachLayer() {
        Sketch sketch = Sketch.of(13, 16);
        String bias = sketch.constant(Tensor.of(new float[16], 16));
        String same = sketch.constant(Tensor.of(new float[16], 16));
        String one = sketch.add("Max", "x", sketch.number(0.5f), bias);
        String other = sketch.add("Min", one, sketch.number(0.5f), same);

        Model rewritten = Sketch.rewritten(sketch.model(other), Set.of("share-constants"));

        assertThat(rewritten.graph().initializerNames()).hasSize(3);
    }

    @Test
    void keepsOneOfEqualLargeWeightsAndBothWhereASingleNumberDiffers() {
        Sketch sketch = Sketch.of(13, 20_000);
        String weights = sketch.constant(Tensor.of(new float[20_000], 20_000));
        String same = sketch.constant(Tensor.of(new float[20_000], 20_000));
        float[] nearly = new float[20_000];
        nearly[7_777] = 1e-6f;
        String other = sketch.constant(Tensor.of(nearly, 20_000));
        String sum = sketch.add("Add", sketch.add("Max", "x", weights), sketch.add("Min", "x", same));

        Model rewritten = Sketch.rewritten(sketch.model(sketch.add("Mul", sum, other)), Set.of("share-constants"));

        assertThat(rewritten.graph().initializerNames()).hasSize(2);
    }

    @ParameterizedTest(name = "opset {0}")
    @ValueSource(ints = {11, 13, 18})
    void makesASplitOfSlicesThatTileATensor(int opset) {
        Sketch sketch = Sketch.of(opset, 7, 3);
        String first = slice(sketch, 0, 4, 1);
        String second = slice(sketch, 4, Long.MAX_VALUE, -2);

        Model rewritten = Sketch.rewritten(sketch.model(sketch.add("Exp", first), sketch.add("Neg", second)));

        assertThat(Sketch.ops(rewritten)).containsExactlyInAnyOrder("Split", "Exp", "Neg");
    }

    @Test
    void leavesSlicesWithAGapOrAnOverlapOrOnOtherAxes() {
        Sketch gap = Sketch.of(13, 7, 7);
        Model withGap = gap.model(gap.add("Exp", slice(gap, 0, 3, 1)), gap.add("Neg", slice(gap, 4, 7, 1)));
        Sketch overlap = Sketch.of(13, 7, 7);
        Model withOverlap =
                overlap.model(overlap.add("Exp", slice(overlap, 0, 4, 1)), overlap.add("Neg", slice(overlap, 3, 7, 1)));
        Sketch axes = Sketch.of(13, 7, 7);
        Model onAxes = axes.model(axes.add("Exp", slice(axes, 0, 4, 1)), axes.add("Neg", slice(axes, 4, 7, 2)));

        assertThat(Sketch.ops(Sketch.rewritten(withGap))).doesNotContain("Split");
        assertThat(Sketch.ops(Sketch.rewritten(withOverlap))).doesNotContain("Split");
        assertThat(Sketch.ops(Sketch.rewritten(onAxes))).doesNotContain("Split");
    }

    private static String slice(Sketch sketch, long from, long to, long axis) {
        return sketch.add("Slice", "x", sketch.integers(from), sketch.integers(to), sketch.integers(axis));
    }
}
