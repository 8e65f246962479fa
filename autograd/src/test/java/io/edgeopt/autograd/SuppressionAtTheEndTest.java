package io.edgeopt.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.net.Setup;
import io.edgeopt.testkit.net.SsdLite;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SuppressionAtTheEndTest {
    private static final double SAME_OUTPUT = 1e-4;

    /** The boxes that are kept, one row each, behind the detector's own outputs. */
    private static Model detector() {
        return SsdLite.of(Setup.size(96).withClasses(5))
                .edit()
                .set("most", Tensor.of(new long[] {3}, 1))
                .set("overlap", Tensor.of(new float[] {0.4f}, 1))
                .set("least", Tensor.of(new float[] {0.25f}, 1))
                .set("columns", Tensor.of(new long[] {0, 2}, 2))
                .add(Node.of("Transpose", List.of("scores"), List.of("by_class"))
                        .with("perm", new long[] {0, 2, 1}))
                .add(Node.of(
                        "NonMaxSuppression", List.of("boxes", "by_class", "most", "overlap", "least"), List.of("kept")))
                .add(Node.of("Gather", List.of("kept", "columns"), List.of("places"))
                        .with("axis", 1))
                .add(Node.of("GatherND", List.of("boxes", "places"), List.of("found")))
                .addOutput(ValueInfo.named("kept"))
                .addOutput(ValueInfo.named("found"))
                .model();
    }

    @Test
    void aDetectorGivesTheBoxesThatItKeeps() {
        Model model = detector();
        Map<String, Tensor> batch = WholeNetwork.batch(model);

        Map<String, Tensor> found = SameOutputs.ofProgram(model, batch);

        assertThat(named(found, "kept").shape().dim(0)).isBetween(3L, 15L);
        SameOutputs.assertSame(found, SameOutputs.ofOnnxRuntime(model, batch), SAME_OUTPUT);
    }

    @Test
    void gradientsGoToTheBoxThatWasKeptAndNotThroughItsChoice() {
        Model model = detector();
        Map<String, Tensor> batch = WholeNetwork.batch(model);

        try (Program program = Program.of(model)) {
            Gradients gradients = new Gradients(program);
            Derivatives kept = gradients.of(batch, Gradients.element("found", 1), Set.of("input", "by_class"));
            int box = (int) named(kept.values(), "kept").toLongs()[2];
            Derivatives direct = gradients.of(batch, Gradients.element("boxes", 4 * box + 1), Set.of("input"));

            double[] through = named(kept.gradients(), "input").toDoubles();
            assertThat(through)
                    .containsExactly(named(direct.gradients(), "input").toDoubles(), within(1e-6));
            assertThat(Arrays.stream(through).map(Math::abs).max().orElseThrow())
                    .isPositive();
            assertThat(named(kept.gradients(), "by_class").toDoubles()).containsOnly(0);
        }
    }

    private static Tensor named(Map<String, Tensor> all, String name) {
        return Objects.requireNonNull(all.get(name), name);
    }
}
