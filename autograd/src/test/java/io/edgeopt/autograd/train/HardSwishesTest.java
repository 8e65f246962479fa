package io.edgeopt.autograd.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.autograd.Derivatives;
import io.edgeopt.autograd.Gradients;
import io.edgeopt.autograd.Program;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HardSwishesTest {
    private static final int COUNT = 9;
    private static final Tensor X = Tensor.of(new float[] {-5, -2.9f, -2, -0.5f, 0, 0.5f, 2, 2.9f, 5}, 1, COUNT);
    private static final Node SIXTH =
            Node.of("HardSigmoid", List.of("x"), List.of("gate")).with("alpha", 1f / 6);

    private static Model gated(Node gate, List<String> factors, String... outputs) {
        var editor = Model.empty("gated", 17)
                .edit()
                .addInput(value("x"))
                .add(gate)
                .add(Node.of("Mul", factors, List.of("y")));
        for (String output : outputs) {
            editor.addOutput(value(output));
        }
        return editor.model();
    }

    private static ValueInfo value(String name) {
        return ValueInfo.of(name, ElementType.FLOAT, List.of(new Dim.Fixed(1), new Dim.Fixed(COUNT)));
    }

    private static Derivatives derivatives(Model model) {
        try (Program program = Program.of(model)) {
            return new Gradients(program).of(Map.of("x", X), outputs -> outputs, Set.of("x"));
        }
    }

    @Test
    void answerAndTeachAsTheirPartsDid() {
        for (List<String> factors : List.of(List.of("x", "gate"), List.of("gate", "x"))) {
            Model apart = gated(SIXTH, factors, "y");

            Model joined = HardSwishes.joined(apart);

            assertThat(joined.graph().nodes()).hasSize(1);
            var expected = derivatives(apart);
            var found = derivatives(joined);
            assertClose(found.values().get("y"), expected.values().get("y"));
            assertClose(found.gradients().get("x"), expected.gradients().get("x"));
        }
    }

    @Test
    void leaveAGateThatSomethingElseReads() {
        Model read = gated(SIXTH, List.of("x", "gate"), "y", "gate");

        assertThat(HardSwishes.joined(read).graph().nodes()).hasSize(2);
    }

    @Test
    void leaveAGateOfAnotherTensorOrSlope() {
        Model steep = gated(SIXTH.with("alpha", 0.2f), List.of("x", "gate"), "y");
        Model square = gated(SIXTH, List.of("gate", "gate"), "y");

        assertThat(HardSwishes.joined(steep).graph().nodes()).hasSize(2);
        assertThat(HardSwishes.joined(square).graph().nodes()).hasSize(2);
    }

    private static void assertClose(@Nullable Tensor found, @Nullable Tensor expected) {
        float[] wanted = Objects.requireNonNull(expected).toFloats();
        float[] got = Objects.requireNonNull(found).toFloats();
        for (int i = 0; i < wanted.length; i++) {
            assertThat(got[i]).isCloseTo(wanted[i], within(1e-5f));
        }
    }
}
