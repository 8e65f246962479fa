package io.edgeopt.core.graph.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batch norms, scales and shifts that go into weights. */
class LinearFoldsTest {
    private static String conv(Sketch sketch) {
        return sketch.add("Conv", "x", sketch.floats(6, 4, 3, 3));
    }

    private static String batchNorm(Sketch sketch, String input, long channels) {
        return sketch.add(
                "BatchNormalization",
                input,
                sketch.floats(channels),
                sketch.floats(channels),
                sketch.floats(channels),
                sketch.floats(channels));
    }

    @Test
    void putsABatchNormIntoAConvolution() {
        Sketch sketch = Sketch.of(13, 4, 5, 5);

        Model rewritten = Sketch.rewritten(sketch.model(batchNorm(sketch, conv(sketch), 6)));

        assertThat(Sketch.ops(rewritten)).containsExactly("Conv");
    }

    @ParameterizedTest(name = "{0} groups")
    @ValueSource(longs = {1, 2, 4})
    void putsABatchNormIntoATransposedConvolution(long groups) {
        Sketch sketch = Sketch.of(13, 4, 5, 5);
        String up = sketch.add(Node.of(
                        "ConvTranspose", List.of("x", sketch.floats(4, 8 / groups, 2, 2), sketch.floats(8)), List.of())
                .with("group", groups)
                .with("strides", new long[] {2, 2}));

        Model rewritten = Sketch.rewritten(sketch.model(batchNorm(sketch, up, 8)));

        assertThat(Sketch.ops(rewritten)).containsExactly("ConvTranspose");
    }

    @ParameterizedTest(name = "transB {0}")
    @ValueSource(longs = {0, 1})
    void putsABatchNormIntoADenseLayer(long transposed) {
        Sketch sketch = Sketch.of(13, 4);
        String weights = transposed == 1 ? sketch.floats(6, 4) : sketch.floats(4, 6);
        String dense = sketch.add(Node.of("Gemm", List.of("x", weights, sketch.floats(6)), List.of())
                .with("transB", transposed)
                .with("alpha", 0.5f)
                .with("beta", 2f));

        Model rewritten = Sketch.rewritten(sketch.model(batchNorm(sketch, dense, 6)));

        assertThat(Sketch.ops(rewritten)).containsExactly("Gemm");
    }

    @Test
    void leavesABatchNormWhoseInputIsReadElsewhere() {
        Sketch sketch = Sketch.of(13, 4, 5, 5);
        String conv = conv(sketch);

        Model rewritten = Sketch.rewritten(sketch.model(batchNorm(sketch, conv, 6), sketch.add("Relu", conv)));

        assertThat(Sketch.ops(rewritten)).contains("BatchNormalization");
    }

    @Test
    void leavesABatchNormWhoseInputIsAnOutput() {
        Sketch sketch = Sketch.of(13, 4, 5, 5);
        String conv = conv(sketch);

        Model rewritten = Sketch.rewritten(sketch.model(batchNorm(sketch, conv, 6), conv));

        assertThat(Sketch.ops(rewritten)).contains("BatchNormalization");
    }

    @Test
    void doesNotTouchWeightsThatAnotherLayerShares() {
        Sketch sketch = Sketch.of(13, 4, 5, 5);
        String weights = sketch.floats(6, 4, 3, 3);
        String one = sketch.add("Conv", "x", weights);
        String other = sketch.add("Conv", sketch.add("Neg", "x"), weights);

        Model rewritten = Sketch.rewritten(sketch.model(batchNorm(sketch, one, 6), other));

        assertThat(Sketch.ops(rewritten)).containsExactlyInAnyOrder("Conv", "Neg", "Conv");
    }

    @Test
    void putsScalesAndShiftsIntoAConvolution() {
        Sketch sketch = Sketch.of(13, 4, 5, 5);
        String scaled = sketch.add("Mul", sketch.floats(6, 1, 1), conv(sketch));
        String shifted = sketch.add("Add", scaled, sketch.floats(1, 6, 1, 1));
        String halved = sketch.add("Div", shifted, sketch.number(2));
        String mirrored = sketch.add("Sub", sketch.number(1), halved);

        Model rewritten = Sketch.rewritten(sketch.model(sketch.add("Sub", mirrored, sketch.floats(1))));

        assertThat(Sketch.ops(rewritten)).containsExactly("Conv");
        assertThat(rewritten.graph().nodes().get(0).inputs()).hasSize(3);
    }

    @Test
    void leavesAShiftAlongAnotherAxisThanTheChannels() {
        Sketch sketch = Sketch.of(13, 4, 8, 8);
        // Six channels, six columns: only the place tells them apart.
        String shifted = sketch.add("Add", conv(sketch), sketch.floats(6));

        Model rewritten = Sketch.rewritten(sketch.model(shifted));

        assertThat(Sketch.ops(rewritten)).containsExactly("Conv", "Add");
    }

    @Test
    void leavesAShiftThatWidensTheShape() {
        Sketch sketch = Sketch.of(13, 4, 5, 5);
        String shifted = sketch.add("Add", conv(sketch), sketch.floats(2, 1, 1, 1, 1));

        Model rewritten = Sketch.rewritten(sketch.model(shifted));

        assertThat(Sketch.ops(rewritten)).containsExactly("Conv", "Add");
    }

    @Test
    void leavesAConstantDividedByTheLayer() {
        Sketch sketch = Sketch.of(13, 4, 5, 5);
        String lifted = sketch.add("Conv", sketch.add("Exp", "x"), sketch.floats(6, 4, 3, 3));

        Model rewritten = Sketch.rewritten(sketch.model(sketch.add("Div", sketch.number(1), lifted)));

        assertThat(Sketch.ops(rewritten)).containsExactly("Exp", "Conv", "Div");
    }

    @Test
    void makesADenseLayerOfAProductAndABias() {
        Sketch sketch = Sketch.of(13, 4);
        String product = sketch.add("MatMul", "x", sketch.floats(4, 6));

        Model rewritten = Sketch.rewritten(sketch.model(sketch.add("Add", sketch.floats(6), product)));

        assertThat(Sketch.ops(rewritten)).containsExactly("Gemm");
    }

    @Test
    void leavesAProductOfMoreThanTwoAxes() {
        Sketch sketch = Sketch.of(13, 3, 4);
        String product = sketch.add("MatMul", "x", sketch.floats(4, 6));

        Model rewritten = Sketch.rewritten(sketch.model(sketch.add("Add", sketch.floats(6), product)));

        assertThat(Sketch.ops(rewritten)).containsExactly("MatMul", "Add");
    }

    @ParameterizedTest(name = "{0} groups")
    @ValueSource(longs = {1, 2, 4})
    void putsAFactorIntoTheConvolutionsThatReadIt(long groups) {
        Sketch sketch = Sketch.of(13, 4, 5, 5);
        String scaled = sketch.add("Mul", sketch.add("Relu", "x"), sketch.floats(4, 1, 1));
        String padded = sketch.add(Node.of(
                        "Conv", List.of(scaled, sketch.floats(8, 4 / groups, 3, 3), sketch.floats(8)), List.of())
                .with("group", groups)
                .with("pads", new long[] {1, 1, 1, 1}));
        String up = sketch.add(Node.of("ConvTranspose", List.of(scaled, sketch.floats(4, 8 / groups, 2, 2)), List.of())
                .with("group", groups));

        Model rewritten = Sketch.rewritten(sketch.model(padded, up));

        assertThat(Sketch.ops(rewritten)).containsExactlyInAnyOrder("Relu", "Conv", "ConvTranspose");
    }

    @ParameterizedTest(name = "transB {0}")
    @ValueSource(longs = {0, 1})
    void putsADivisorIntoTheDenseLayerThatReadsIt(long transposed) {
        Sketch sketch = Sketch.of(13, 4);
        String divided = sketch.add("Div", sketch.add("Relu", "x"), sketch.floats(1, 4));
        String weights = transposed == 1 ? sketch.floats(6, 4) : sketch.floats(4, 6);
        String dense = sketch.add(Node.of("Gemm", List.of(divided, weights, sketch.floats(6)), List.of())
                .with("transB", transposed)
                .with("alpha", 0.5f));

        assertThat(Sketch.ops(Sketch.rewritten(sketch.model(dense)))).containsExactly("Relu", "Gemm");
    }

    @Test
    void leavesAFactorThatSomethingElseReadsToo() {
        Sketch sketch = Sketch.of(13, 4, 5, 5);
        String scaled = sketch.add("Mul", sketch.add("Relu", "x"), sketch.floats(4, 1, 1));
        String read = sketch.add("Conv", scaled, sketch.floats(6, 4, 1, 1));

        Model rewritten = Sketch.rewritten(sketch.model(read, sketch.add("Sin", scaled)));

        assertThat(Sketch.ops(rewritten)).contains("Mul");
    }

    @Test
    void leavesAFactorByPlaces() {
        Sketch sketch = Sketch.of(13, 4, 4, 4);
        // Four channels, four columns: only the place tells them apart.
        String scaled = sketch.add("Mul", sketch.add("Relu", "x"), sketch.floats(4));

        Model rewritten = Sketch.rewritten(sketch.model(sketch.add("Conv", scaled, sketch.floats(6, 4, 1, 1))));

        assertThat(Sketch.ops(rewritten)).contains("Mul");
    }

    @Test
    void leavesFactorsBeforeLayersThatShareTheirWeights() {
        Sketch sketch = Sketch.of(13, 4, 5, 5);
        String weights = sketch.floats(6, 4, 1, 1);
        String one = sketch.add("Conv", sketch.add("Mul", sketch.add("Relu", "x"), sketch.floats(4, 1, 1)), weights);
        String other = sketch.add("Conv", sketch.add("Mul", sketch.add("Abs", "x"), sketch.floats(4, 1, 1)), weights);

        Model rewritten = Sketch.rewritten(sketch.model(one, other));

        assertThat(Sketch.ops(rewritten)).filteredOn("Mul"::equals).hasSize(2);
    }

    @Test
    void foldsFactorsOfChannelsBehindAProduct() {
        Sketch sketch = Sketch.of(13, 3, 4, 4);
        String gated = sketch.add("Mul", "x", sketch.add("Sigmoid", "x"));
        String scaled = sketch.add("Mul", gated, sketch.floats(1, 3, 1, 1));
        String layer = sketch.add("Conv", scaled, sketch.floats(2, 3, 1, 1));

        assertThat(Sketch.ops(Sketch.rewritten(sketch.model(layer)))).containsExactly("Sigmoid", "Mul", "Conv");
    }

    @Test
    void leavesTheFactorOfAHardSigmoid() {
        Sketch sketch = Sketch.of(13, 3, 4, 4);
        String sum = sketch.add("Add", "x", sketch.number(3));
        String clip = sketch.add("Clip", sum, sketch.number(0), sketch.number(6));
        String layer = sketch.add("Conv", sketch.add("Div", clip, sketch.number(6)), sketch.floats(2, 3, 1, 1));

        assertThat(Sketch.ops(Sketch.rewritten(sketch.model(layer)))).containsExactly("HardSigmoid", "Conv");
    }
}
