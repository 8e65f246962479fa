package io.edgeopt.optimizers.quantize.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.testkit.net.HashWeights;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightTensorTest {
    @ParameterizedTest(name = "{0}({1}) transA {2} transB {3}: axis {4}")
    @CsvSource({
        "MatMul, x w, 0, 0, 1",
        "MatMul, w x, 0, 0, 0",
        "Gemm,   x w, 0, 0, 1",
        "Gemm,   x w, 0, 1, 0",
        "Gemm,   w x, 0, 0, 0",
        "Gemm,   w x, 1, 0, 1",
        "Gemm,   w x, 0, 1, 0"
    })
    void findsTheAxisOfTheOutputsOnWhicheverSideTheConstantIs(
            String operator, String inputs, long transA, long transB, int axis) {
        Node node = Node.of(operator, List.of(inputs.split(" ")), List.of("y"));
        if (operator.equals("Gemm")) {
            node = node.with("transA", transA).with("transB", transB);
        }
        Model model = Model.empty("product", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(16, 16)))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(16, 16)))
                .set("w", HashWeights.of("w", 0, 1, 16, 16))
                .add(node)
                .model();

        assertThat(WeightTensor.of(model.graph()))
                .singleElement()
                .extracting(WeightTensor::channelAxis)
                .isEqualTo(axis);
    }
}
