package io.edgeopt.xai.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.ExplainerContract;
import io.edgeopt.testkit.PlantedPatch;
import io.edgeopt.xai.perturb.Baseline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntegratedGradientsTest extends ExplainerContract {
    @Override
    protected Method method() {
        return IntegratedGradients.standard();
    }

    @Override
    protected int smear() {
        return 4;
    }

    private static Saliency by(IntegratedGradients method) {
        Subject subject = subject(PlantedPatch.network(1));
        Tensor scene = PlantedPatch.scene(6, 18, 7);
        try (Explainer explainer = method.on(subject)) {
            return explainer.explain(scene, subject.classTarget(0));
        }
    }

    @Test
    void addsUpToTheScoreLessTheBaselines() {
        assertThat(by(IntegratedGradients.standard()).figures().get("completeness_delta"))
                .isLessThan(0.01);
        assertThat(by(IntegratedGradients.standard().withBaseline(Baseline.BLUR))
                        .figures()
                        .get("completeness_delta"))
                .isLessThan(0.01);
    }

    @Test
    void takesAsManyStepsAsItIsTold() {
        assertThat(by(IntegratedGradients.standard().withSteps(300)).figures()).containsEntry("steps", 300.0);
        assertThatThrownBy(() -> IntegratedGradients.standard().withSteps(600))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("600 steps");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50, 512})
    void integratesExactlyWhatSoManyPointsCan(int count) {
        GaussLegendre rule = GaussLegendre.of(count);
        int degree = Math.min(2 * count - 1, 9);

        double sum = 0;
        double whole = 0;
        for (int i = 0; i < count; i++) {
            sum += rule.weights().get(i) * Math.pow(rule.points().get(i), degree);
            whole += rule.weights().get(i);
        }

        assertThat(whole).isCloseTo(1, within(1e-12));
        assertThat(sum).isCloseTo(1.0 / (degree + 1), within(1e-12));
    }
}
