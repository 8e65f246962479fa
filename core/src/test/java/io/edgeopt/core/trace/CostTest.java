package io.edgeopt.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostTest {
    private final GraphEditor editor = Model.empty("costs", 17).edit();

    @Test
    void countsAGroupedConvolution() {
        input("x", 1, 8, 10, 10);
        floats("weight", 16, 2, 3, 3);
        floats("bias", 16);
        Cost cost = costOf(
                Node.of("Conv", List.of("x", "weight", "bias"), List.of("y")).with("group", 4));

        assertThat(cost.macs()).isEqualTo(16L * 8 * 8 * 2 * 9);
        assertThat(cost.parameters()).isEqualTo(16 * 2 * 9 + 16);
    }

    @Test
    void countsATransposedConvolutionByItsInput() {
        input("x", 1, 8, 5, 5);
        floats("weight", 8, 4, 2, 2);
        Cost cost = costOf(
                Node.of("ConvTranspose", List.of("x", "weight"), List.of("y")).with("strides", new long[] {2, 2}));

        assertThat(cost.macs()).isEqualTo(8L * 5 * 5 * 4 * 4);
    }

    @Test
    void countsAMatrixProductOfEachPairInABatch() {
        input("a", 2, 3, 4, 5);
        input("b", 2, 3, 5, 6);
        Cost cost = costOf(Node.of("MatMul", List.of("a", "b"), List.of("y")));

        assertThat(cost.macs()).isEqualTo(2L * 3 * 4 * 5 * 6);
        assertThat(cost.parameters()).isZero();
    }

    @Test
    void countsAProductOfTransposedOperands() {
        input("a", 5, 4);
        floats("b", 6, 5);
        Cost cost = costOf(Node.of("Gemm", List.of("a", "b"), List.of("y"))
                .with("transA", 1)
                .with("transB", 1));

        assertThat(cost.macs()).isEqualTo(4L * 5 * 6);
    }

    @Test
    void countsBothWeightsOfARecurrentLayerAtEachStep() {
        input("x", 7, 2, 3);
        floats("w", 1, 16, 3);
        floats("r", 1, 16, 4);
        floats("b", 1, 32);
        Cost cost = costOf(
                Node.of("LSTM", List.of("x", "w", "r", "b"), List.of("y")).with("hidden_size", 4));

        assertThat(cost.macs()).isEqualTo(7L * 2 * 16 * (3 + 4));
        assertThat(cost.parameters()).isEqualTo(16 * 3 + 16 * 4 + 32);
    }

    @Test
    void countsAnEinsteinSumOfTwo() {
        input("a", 2, 3, 4);
        input("b", 2, 4, 5);
        Cost cost = costOf(Node.of("Einsum", List.of("a", "b"), List.of("y")).with("equation", "bij,bjk->bik"));

        assertThat(cost.macs()).isEqualTo(2L * 3 * 4 * 5);
    }

    @Test
    void countsAnIntegerConvolutionLikeTheFloatOne() {
        editor.addInput(ValueInfo.of("x", ElementType.UINT8, Shape.of(1, 2, 6, 6)));
        editor.set("weight", Tensor.of(ElementType.INT8, new byte[36], 2, 2, 3, 3));
        floats("scales", 2);
        editor.set("zeros", Tensor.of(ElementType.INT8, new byte[2], 2));
        editor.set("scale", Tensor.scalar(1f));
        editor.set("zero", Tensor.of(ElementType.UINT8, new byte[1]));
        editor.set("bias", Tensor.of(new int[2], 2));
        Cost cost = costOf(Node.of(
                "QLinearConv",
                List.of("x", "scale", "zero", "weight", "scales", "zeros", "scale", "zero", "bias"),
                List.of("y")));

        assertThat(cost.macs()).isEqualTo(2L * 4 * 4 * 18);
        assertThat(cost.parameters()).isEqualTo(36 + 2);
    }

    @Test
    void givesAQuantizedWeightToTheNodeThatUsesIt() {
        input("x", 1, 2, 6, 6);
        editor.set("weight", Tensor.of(ElementType.INT8, new byte[36], 2, 2, 3, 3));
        floats("scales", 2);
        editor.add(Node.of("DequantizeLinear", List.of("weight", "scales"), List.of("real"))
                .with("axis", 0));
        Cost cost = costOf(Node.of("Conv", List.of("x", "real"), List.of("y")));

        assertThat(cost.nodes()).extracting(Cost.NodeCost::parameters).containsExactly(0L, 36L);
    }

    @Test
    void leavesOutRunningStatisticsAndShapes() {
        input("x", 1, 4, 2, 2);
        for (String name : List.of("scale", "bias", "mean", "variance")) {
            floats(name, 4);
        }
        editor.set("target", Tensor.of(new long[] {1, 16}, 2));
        editor.add(Node.of("BatchNormalization", List.of("x", "scale", "bias", "mean", "variance"), List.of("n")));
        Cost cost = costOf(Node.of("Reshape", List.of("n", "target"), List.of("y")));

        assertThat(cost.parameters()).isEqualTo(8);
        assertThat(cost.macs()).isZero();
    }

    @Test
    void countsASharedWeightOnceButItsWorkTwice() {
        input("x", 1, 4);
        floats("weight", 4, 4);
        editor.add(Node.of("MatMul", List.of("x", "weight"), List.of("once")));
        Cost cost = costOf(Node.of("MatMul", List.of("once", "weight"), List.of("y")));

        assertThat(cost.parameters()).isEqualTo(16);
        assertThat(cost.macs()).isEqualTo(32);
    }

    @Test
    void holdsTensorsFromTheirMakerToTheirLastReader() {
        input("x", 1, 100);
        floats("weight", 100, 10);
        editor.add(Node.of("Relu", List.of("x"), List.of("a")));
        editor.add(Node.of("Relu", List.of("a"), List.of("b")));
        Cost cost = costOf(Node.of("MatMul", List.of("b", "weight"), List.of("y")));

        assertThat(cost.activationPeak()).hasValue(4 * 200);
    }

    @Test
    void saysWhatItDidNotCount() {
        input("x", 1, 4);
        editor.add(Node.of("Mystery", List.of("x"), List.of("y")).inDomain("com.example"));
        editor.addOutput(ValueInfo.named("y"));
        Model model = editor.model();

        Cost cost = Cost.of(model, Trace.declared(model));

        assertThat(cost.uncounted())
                .extracting(Cost.Uncounted::reason)
                .containsExactly("com.example.Mystery is not in edgeopt's table of operators");
        assertThat(cost.activationPeak()).isEmpty();
    }

    private void input(String name, long... dims) {
        editor.addInput(ValueInfo.of(name, ElementType.FLOAT, Shape.of(dims)));
    }

    private void floats(String name, long... dims) {
        editor.set(name, Tensor.allocate(ElementType.FLOAT, Shape.of(dims)));
    }

    private Cost costOf(Node last) {
        editor.add(last);
        editor.addOutput(ValueInfo.named("y"));
        Model model = editor.model();
        return Cost.of(model, Trace.ofShapes(model, new OrtBackend(), Map.of()));
    }
}
