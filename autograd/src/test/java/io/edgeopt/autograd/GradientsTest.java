package io.edgeopt.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
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

class GradientsTest {
    /** y = w * relu(a * x). */
    private static Model product() {
        return Model.empty("product", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(2)))
                .set("a", Tensor.of(new float[] {2, -3}, 2))
                .set("w", Tensor.of(new float[] {5, 7}, 2))
                .add(Node.of("Mul", List.of("x", "a"), List.of("scaled")))
                .add(Node.of("Relu", List.of("scaled"), List.of("hidden")))
                .add(Node.of("Mul", List.of("hidden", "w"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(2)))
                .model();
    }

    private static final Map<String, Tensor> ONES = Map.of("x", Tensor.of(new float[] {1, 1}, 2));

    @Test
    void followsTheChainToInputsWeightsAndTensorsBetween() {
        try (Program program = Program.of(product())) {
            Derivatives found = new Gradients(program)
                    .of(ONES, Gradients.element("y", 0), Set.of("x", "a", "w", "hidden", "scaled"));

            assertThat(floats(found.gradients(), "x")).containsExactly(new float[] {10, 0}, within(0f));
            assertThat(floats(found.gradients(), "a")).containsExactly(new float[] {5, 0}, within(0f));
            assertThat(floats(found.gradients(), "w")).containsExactly(new float[] {2, 0}, within(0f));
            assertThat(floats(found.gradients(), "hidden")).containsExactly(new float[] {5, 0}, within(0f));
            assertThat(floats(found.gradients(), "scaled")).containsExactly(new float[] {5, 0}, within(0f));
            assertThat(floats(found.values(), "hidden")).containsExactly(new float[] {2, 0}, within(0f));
            assertThat(floats(found.values(), "y")).containsExactly(new float[] {10, 0}, within(0f));
        }
    }

    @Test
    void givesTheSameAgain() {
        try (Program program = Program.of(product())) {
            Gradients gradients = new Gradients(program);
            float[] once = floats(
                    gradients.of(ONES, Gradients.element("y", 0), Set.of("w")).gradients(), "w");

            float[] again = floats(
                    gradients.of(ONES, Gradients.element("y", 0), Set.of("w")).gradients(), "w");

            assertThat(again).containsExactly(once);
        }
    }

    @Test
    void leavesNoArraysBehind() {
        try (Program program = Program.of(product())) {
            Gradients gradients = new Gradients(program);
            gradients.of(ONES, Gradients.element("y", 0), Set.of("x", "w", "hidden"));
            int before = program.root().getManagedArrays().size();

            for (int i = 0; i < 10; i++) {
                gradients.of(ONES, Gradients.element("y", 0), Set.of("x", "w", "hidden"));
            }

            assertThat(program.root().getManagedArrays()).hasSize(before);
        }
    }

    @Test
    void takesANumberThatDependsOnTheOutputs() {
        try (Program program = Program.of(product())) {
            // Half the square of each output has the output itself for its slope.
            Derivatives found = new Gradients(program)
                    .of(ONES, outputs -> Map.of("y", Objects.requireNonNull(outputs.get("y"))), Set.of("w"));

            assertThat(floats(found.gradients(), "w")[0]).isCloseTo(20f, within(1e-4f));
        }
    }

    @Test
    void namesTheTensorThatIsNotThere() {
        try (Program program = Program.of(product())) {
            Gradients gradients = new Gradients(program);

            assertThatThrownBy(() -> gradients.of(ONES, Gradients.element("y", 0), Set.of("hiden")))
                    .isInstanceOf(InvalidPlanException.class)
                    .hasMessageContaining("'hiden'");
            assertThatThrownBy(() -> gradients.of(ONES, Gradients.element("z", 0), Set.of("x")))
                    .isInstanceOf(InvalidPlanException.class)
                    .hasMessageContaining("'z'");
            assertThatThrownBy(() -> gradients.of(ONES, Gradients.element("y", 2), Set.of("x")))
                    .isInstanceOf(InvalidPlanException.class)
                    .hasMessageContaining("no element 2");
        }
    }

    @Test
    void namesEveryNodeThatHasNoGradientHere() {
        Model model = Model.empty("odd", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(2)))
                .add(Node.of("Hardmax", List.of("x"), List.of("h")).withName("first"))
                .add(Node.of("Det", List.of("h"), List.of("y")).withName("second"))
                .addOutput(ValueInfo.named("y"))
                .model();

        assertThatThrownBy(() -> Program.of(model))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("node 'first' (Hardmax)")
                .hasMessageContaining("node 'second' (Det)");
    }

    private static float[] floats(Map<String, Tensor> all, String name) {
        return Objects.requireNonNull(all.get(name), name).toFloats();
    }
}
