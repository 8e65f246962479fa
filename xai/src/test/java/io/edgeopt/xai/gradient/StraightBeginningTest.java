package io.edgeopt.xai.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.autograd.Program;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.ExplainerContract;
import io.edgeopt.testkit.PlantedPatch;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StraightBeginningTest {
    @Test
    void endsWhereTheNetworkBends() {
        Model model = PlantedPatch.network(1);

        StraightBeginning parts = StraightBeginning.of(model, "image").orElseThrow();

        assertThat(parts.cut()).isEqualTo("first");
        assertThat(parts.beginning().graph().nodes()).extracting(Node::op).containsExactly("Conv");
        assertThat(parts.rest().graph().nodes())
                .hasSize(model.graph().nodes().size() - 1)
                .extracting(Node::op)
                .startsWith("Relu");
        assertThat(parts.rest().graph().initializerNames()).doesNotContain("first.weight");
    }

    @Test
    void isNoneWhereTheInputIsReadTwiceOrBendsAtOnce() {
        Model model = PlantedPatch.network(1);
        Model twice = model.edit()
                .add(Node.of("Relu", List.of("image"), List.of("other")))
                .model();
        Model bent = model.edit()
                .redirect("image", "bent")
                .add(Node.of("Relu", List.of("image"), List.of("bent")))
                .sort()
                .model();

        assertThat(StraightBeginning.of(twice, "image")).isEmpty();
        assertThat(StraightBeginning.of(bent, "image")).isEmpty();
    }

    @Test
    void givesTheSlopesThatTheWholeNetworkGives() {
        Subject subject = ExplainerContract.subject(PlantedPatch.network(1));
        Target target = subject.classTarget(0);
        Tensor to = PlantedPatch.scene(6, 18, 7);
        Tensor from = PlantedPatch.plain();
        GaussLegendre rule = GaussLegendre.of(10);
        float[] expected = new float[(int) to.size()];
        float[] start = from.toFloats();
        float[] end = to.toFloats();

        float[] found;
        try (InputSlopes slopes = new InputSlopes(subject);
                TargetProgram programs = new TargetProgram(subject, Set.of())) {
            for (int point = 0; point < rule.points().size(); point++) {
                float share = rule.points().get(point).floatValue();
                float[] between = new float[end.length];
                for (int i = 0; i < end.length; i++) {
                    between[i] = start[i] + share * (end[i] - start[i]);
                }
                float[] slope = slopes.at(Tensor.of(between, to.shape().toArray()), target);
                for (int i = 0; i < expected.length; i++) {
                    expected[i] += rule.weights().get(point).floatValue() * slope[i];
                }
            }
            Program program = programs.of(target);
            assertThat(StraightBeginning.of(program.model(), "image")).isPresent();
            found = slopes.along(from, to, rule, target);
        }

        float largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(largest).isPositive();
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(1e-4f * largest));
        }
    }
}
