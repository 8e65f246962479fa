package io.edgeopt.xai.perturb;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OcclusionTest extends ExplainerContract {
    private final Subject finder = subject(PlantedPatch.finder());
    private final Tensor scene = PlantedPatch.scene(6, 18, 7);

    @Override
    protected Method method() {
        return Occlusion.standard();
    }

    private Saliency by(Occlusion occlusion) {
        try (Explainer explainer = occlusion.on(finder)) {
            return explainer.explain(scene, finder.classTarget(0));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Baseline.class,
            names = {"MEAN", "BLUR", "ZERO", "INPAINT"})
    void findsThePatchWhateverHidesIt(Baseline baseline) {
        Saliency map = by(Occlusion.standard().withWindow(6).withStride(3).withBaseline(baseline));

        assertThat(map.at(9, 21)).isGreaterThan(5 * Math.abs(map.at(25, 5)));
    }

    @Test
    void saysThatArraysHaveNoBlack() {
        assertThatThrownBy(() -> by(Occlusion.standard().withBaseline(Baseline.BLACK)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("what black is");
    }

    @Test
    void givesEachPlaceTheMeanFallOverTheWindowsThatHideIt() {
        Saliency map = by(Occlusion.standard().withWindow(16).withStride(16).withBaseline(Baseline.ZERO));

        float patch = map.at(0, 16);
        assertThat(map.at(15, 31)).isEqualTo(patch);
        assertThat(map.at(16, 0)).isCloseTo(0, within(1e-5f));
        assertThat(patch).isGreaterThan(0);
        assertThat(map.figures()).containsEntry("runs", 5.0);
    }

    @Test
    void doesNotDependOnHowManyWindowsRunAtOnce() {
        float[] one = by(Occlusion.standard().withBatch(1)).values();

        float[] seven = by(Occlusion.standard().withBatch(7)).values();

        assertThat(seven).containsExactly(one, within(1e-5f));
    }

    @Test
    void refusesWindowsThatDoNotFit() {
        assertThatThrownBy(() -> by(Occlusion.standard().withWindow(33)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("window of 33 pixels is larger than the input of 32 x 32");
        assertThatThrownBy(() -> by(Occlusion.standard().withWindow(4).withStride(5)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("leaves gaps");
        assertThatThrownBy(() -> Occlusion.standard().withWindow(0)).isInstanceOf(InvalidPlanException.class);
    }
}
