package io.edgeopt.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IntegerNetworkTest {
    /** Two channels to two by a 1x1 convolution on integers, with its parts named as exporters name them. */
    private static Model integers() {
        return Model.empty("integers", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 2, 2, 2)))
                .set("x_scale", Tensor.scalar(0.01f))
                .set(
                        "x_zero",
                        Tensor.of(ElementType.UINT8, new byte[] {(byte) 128}).reshape())
                // Seven bits: without VNNI, eight overflow in pairs.
                .set("w", Tensor.of(ElementType.INT8, new byte[] {50, -30, 20, 60}, 2, 2, 1, 1))
                .set("w_scale", Tensor.of(new float[] {0.02f, 0.01f}, 2))
                .set("w_zero", Tensor.of(ElementType.INT8, new byte[2], 2))
                .set("y_scale", Tensor.scalar(0.02f))
                .set(
                        "y_zero",
                        Tensor.of(ElementType.UINT8, new byte[] {(byte) 120}).reshape())
                .set("b", Tensor.of(new int[] {500, -400}, 2))
                .add(Node.of("QuantizeLinear", List.of("x", "x_scale", "x_zero"), List.of("x_q")))
                .add(Node.of(
                        "QLinearConv",
                        List.of("x_q", "x_scale", "x_zero", "w", "w_scale", "w_zero", "y_scale", "y_zero", "b"),
                        List.of("y_q")))
                .add(Node.of("DequantizeLinear", List.of("y_q", "y_scale", "y_zero"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 2, 2, 2)))
                .model();
    }

    @Test
    void givesWhatOnnxRuntimeGivesAndGradientsStraightThrough() {
        Model model = integers();
        Map<String, Tensor> input =
                Map.of("x", Tensor.of(new float[] {0.5f, -0.3f, 2, 0.1f, 0.4f, 0.7f, -0.2f, 0.9f}, 1, 2, 2, 2));
        double quantum = 0.02 * 1.001;

        try (Program program = Program.of(model)) {
            Derivatives found = new Gradients(program).of(input, Gradients.element("y", 5), Set.of("x"));

            double[] expected =
                    named(SameOutputs.ofOnnxRuntime(model, input), "y").toDoubles();
            assertThat(named(found.values(), "y").toDoubles()).containsExactly(expected, within(quantum));
            // The second of four places of the second output channel: its two weights, times their scale.
            assertThat(named(found.gradients(), "x").toDoubles())
                    .containsExactly(new double[] {0, 0.2, 0, 0, 0, 0.6, 0, 0}, within(1e-6));
        }
    }

    private static Tensor named(Map<String, Tensor> all, String name) {
        return Objects.requireNonNull(all.get(name), name);
    }
}
