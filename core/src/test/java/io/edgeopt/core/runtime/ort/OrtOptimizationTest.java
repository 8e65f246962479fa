package io.edgeopt.core.runtime.ort;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.SessionOptions.Optimization;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrtOptimizationTest {
    private final OrtBackend backend = new OrtBackend();

    /** A convolution with a batch norm behind it, and a shape that is computed from constants. */
    private static Model convolutionWithBatchNorm() {
        float[] weights = new float[8 * 3];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (i % 5 - 2) / 4f;
        }
        float[] ones = {1, 2, 1, 2, 1, 2, 1, 2};
        return Model.empty("net", 17)
                .edit()
                .addInput(ValueInfo.of(
                        "x",
                        ElementType.FLOAT,
                        List.of(new Dim.Free("N"), new Dim.Fixed(3), new Dim.Fixed(4), new Dim.Fixed(4))))
                .set("w", Tensor.of(weights, 8, 3, 1, 1))
                .set("s", Tensor.of(ones, 8))
                .set("b", Tensor.of(ones, 8))
                .set("m", Tensor.of(ones, 8))
                .set("v", Tensor.of(ones, 8))
                .set("two", Tensor.of(new long[] {0, 1}, 2))
                .set("offset", Tensor.of(new long[] {0, 127}, 2))
                .add(Node.of("Conv", List.of("x", "w"), List.of("c")).withName("conv"))
                .add(Node.of("BatchNormalization", List.of("c", "s", "b", "m", "v"), List.of("n"))
                        .withName("norm"))
                .add(Node.of("Relu", List.of("n"), List.of("r")).withName("relu"))
                .add(Node.of("Add", List.of("two", "offset"), List.of("to")).withName("sum"))
                .add(Node.of("Reshape", List.of("r", "to"), List.of("y")).withName("flat"))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(128))))
                .model()
                .withMetadata("maker", "test");
    }

    private static List<String> operators(Model model) {
        return model.graph().nodes().stream().map(Node::op).toList();
    }

    @Test
    void foldsConstantsAndBatchNormsInTheBasicallyOptimizedModel() {
        Model model = convolutionWithBatchNorm();
        float[] values = new float[2 * 3 * 4 * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 7 - 3;
        }
        Map<String, Tensor> inputs = Map.of("x", Tensor.of(values, 2, 3, 4, 4));

        Model basic = backend.optimized(model, Optimization.BASIC);

        assertThat(operators(basic)).containsExactly("Conv", "Relu", "Reshape");
        assertThat(backend.optimized(model).map(Model::toBytes)).contains(basic.toBytes());
        assertThat(basic.metadata()).containsEntry("maker", "test");
        assertThat(basic.graph().inputs()).hasToString("[x float [N, 3, 4, 4]]");
        try (Session before = backend.open(model, SessionOptions.DEFAULT.withOptimization(Optimization.NONE));
                Session after = backend.open(basic, SessionOptions.DEFAULT)) {
            assertThat(after.run(inputs, "y").toFloats())
                    .containsExactly(before.run(inputs, "y").toFloats(), org.assertj.core.data.Offset.offset(1e-5f));
        }
    }

    @Test
    void showsWhatIsReallyExecutedInTheFullyOptimizedModel() {
        Model full = backend.optimized(convolutionWithBatchNorm(), Optimization.ALL);

        assertThat(operators(full)).contains("Conv", "ReorderOutput").doesNotContain("BatchNormalization", "Relu");
    }
}
