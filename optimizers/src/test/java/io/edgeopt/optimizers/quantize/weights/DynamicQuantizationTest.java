package io.edgeopt.optimizers.quantize.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.optimize.Step;
import io.edgeopt.core.runtime.SessionOptions.Optimization;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.StepContract;
import io.edgeopt.testkit.net.HashWeights;
import io.edgeopt.testkit.net.LstmClassifier;
import io.edgeopt.testkit.net.Networks;
import io.edgeopt.testkit.net.Setup;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DynamicQuantizationTest extends StepContract {
    private static final OrtBackend BACKEND = new OrtBackend();

    @Override
    protected Step step() {
        return new DynamicQuantization(BACKEND, false, 1);
    }

    @Override
    protected List<Networks.Network> networks() {
        return List.of(Networks.named("vit_tiny_16"), Networks.named("mobilenet_v3_small"));
    }

    @Override
    protected OptionalDouble drift() {
        return OptionalDouble.of(0.1);
    }

    @Override
    protected boolean neverGrows() {
        return true;
    }

    private static Compressed dynamic(Model model) {
        return new DynamicQuantization(BACKEND, false, 1).compress(model);
    }

    /** How many nodes of each operator ONNX Runtime executes. */
    private static Map<String, Long> executed(Model model) {
        return BACKEND.optimized(model, Optimization.ALL).graph().nodes().stream()
                .collect(Collectors.groupingBy(Node::op, Collectors.counting()));
    }

    @Test
    void shrinksAnLstmClassifierMoreThanThreefold() {
        Model lstm = LstmClassifier.of(Setup.size(64).withClasses(10), 16, 128, 2);

        Compressed result = dynamic(lstm);

        assertThat(result.source().byteSize() / (double) result.model().byteSize())
                .isGreaterThan(3.4);
        assertThat(result.fidelity().worst()).isGreaterThan(30);
        assertThat(executed(result.model()))
                .containsEntry("DynamicQuantizeLSTM", 2L)
                .doesNotContainKey("LSTM");
    }

    @Test
    void runsATransformersProductsAsFusedIntegerKernels() {
        Model transformer = Networks.named("vit_tiny_16").small();

        Compressed result = dynamic(transformer);

        // Four products of attention, two of the block behind it, twelve times, and the head.
        assertThat(result.layers()).hasSizeGreaterThan(60);
        Map<String, Long> executed = executed(result.model());
        long fused =
                executed.getOrDefault("DynamicQuantizeMatMul", 0L) + executed.getOrDefault("MatMulIntegerToFloat", 0L);
        assertThat(fused).isEqualTo(result.layers().size());
        assertThat(executed).doesNotContainKeys("MatMulInteger", "MatMulIntegerToFloat16");
        assertThat(result.fidelity().worst()).isGreaterThan(22);
    }

    @ParameterizedTest(name = "transB {0}, alpha {1}, beta {2}")
    @CsvSource({"0, 1, 1", "1, 1, 1", "0, 0.5, 1", "1, 2, 3"})
    void keepsWhatAGemmComputes(long transposed, float alpha, float beta) {
        long[] dims = transposed == 1 ? new long[] {40, 24} : new long[] {24, 40};
        Model gemm = Model.empty("gemm", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(2, 24)))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(2, 40)))
                .set("w", HashWeights.of("w", 0, 1, dims))
                .set("b", HashWeights.of("b", 0, 1, 40))
                .add(Node.of("Gemm", List.of("x", "w", "b"), List.of("y"))
                        .with("transB", transposed)
                        .with("alpha", alpha)
                        .with("beta", beta))
                .model();

        Compressed result = dynamic(gemm);

        assertThat(result.fidelity().worst()).isGreaterThan(38);
        assertThat(result.layers()).singleElement().satisfies(layer -> {
            assertThat(layer.sqnr()).isGreaterThan(40);
            assertThat(layer.bits()).isBetween(8.0, 10.0);
        });
    }

    @Test
    void quantizesATensorOnceForAllThatReadIt() {
        Model model = Model.empty("two", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(3, 24)))
                .addOutput(ValueInfo.of("a", ElementType.FLOAT, Shape.of(3, 40)))
                .addOutput(ValueInfo.of("b", ElementType.FLOAT, Shape.of(3, 40)))
                .set("v", HashWeights.of("v", 0, 1, 24, 40))
                .set("w", HashWeights.of("w", 0, 1, 24, 40))
                .add(Node.of("MatMul", List.of("x", "v"), List.of("a")))
                .add(Node.of("MatMul", List.of("x", "w"), List.of("b")))
                .model();

        Compressed result = dynamic(model);

        assertThat(result.model().graph().nodes().stream().filter(node -> node.is("DynamicQuantizeLinear")))
                .hasSize(1);
        assertThat(result.fidelity().worst()).isGreaterThan(35);
    }

    @Test
    void doesConvolutionsOnRequestButNotThoseInGroups() {
        Model model = Networks.named("mobilenet_v2").small();

        Compressed result = new DynamicQuantization(BACKEND, true, 1).compress(model);

        assertThat(executed(result.model())).containsKey("ConvInteger");
        assertThat(result.left().stream().map(Compressed.Left::reason))
                .containsOnly("one range for all channels ruins a convolution in groups");
        assertThat(result.fidelity().worst()).isGreaterThan(10);
    }

    @Test
    void saysWhyALayerStaysInFloat() {
        Compressed result = dynamic(Networks.named("mobilenet_v3_small").small());

        assertThat(result.left().stream().map(Compressed.Left::reason))
                .contains("convolutions stay in float unless asked for: they seldom gain");
    }

    @Test
    void refusesModelsOfAnOlderOperatorSet() {
        Model old = Model.empty("old", 10)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(2, 24)))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(2, 40)))
                .set("w", HashWeights.of("w", 0, 1, 24, 40))
                .add(Node.of("MatMul", List.of("x", "w"), List.of("y")))
                .model();

        assertThatThrownBy(() -> dynamic(old))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("operator set 10");
    }

    @Test
    void leavesEveryCodeOfAColumnWithinHalfAStep() {
        Tensor weight = HashWeights.of("w", 0, 2, 30, 7);
        float[] values = weight.toFloats();

        IntegerColumns columns = IntegerColumns.of(values, 1, 30, 7);

        float[] kept = columns.values(30, 7);
        for (int i = 0; i < values.length; i++) {
            assertThat(Math.abs(kept[i] - values[i])).isLessThanOrEqualTo(0.501f * columns.scales()[i % 7]);
        }
    }
}
