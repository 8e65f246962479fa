package io.edgeopt.xai.cam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.ExplainerContract;
import io.edgeopt.testkit.PlantedPatch;
import org.junit.jupiter.api.Test;

class GradCamTest extends ExplainerContract {
    private final Subject network = subject(PlantedPatch.network(1));
    private final Tensor scene = PlantedPatch.scene(6, 18, 7);

    @Override
    protected Method method() {
        return GradCam.standard();
    }

    private Saliency in(String layer) {
        try (Explainer explainer = GradCam.standard().inLayer(layer).on(network)) {
            return explainer.explain(scene, network.classTarget(0));
        }
    }

    @Test
    void takesWhatTheLastConvolutionBecomesByItself() {
        try (Explainer explainer = GradCam.standard().on(network)) {
            assertThat(explainer.explain(scene, network.classTarget(0)).layer()).contains("two");
        }
    }

    @Test
    void takesTheLayerThatIsNamed() {
        assertThat(in("one").layer()).contains("one");
        assertThat(in("one").values()).isNotEqualTo(in("two").values());
    }

    @Test
    void suggestsALayerForOneThatThereIsNot() {
        assertThatThrownBy(() -> in("twoo"))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("no layer 'twoo'")
                .hasMessageContaining("two");
    }

    @Test
    void refusesALayerThatKnowsNoPlaces() {
        assertThatThrownBy(() -> in("features"))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("knows no places");
    }

    @Test
    void refusesAClassThatThereIsNot() {
        try (Explainer explainer = GradCam.standard().on(network)) {
            assertThatThrownBy(() -> explainer.explain(scene, network.classTarget(7)))
                    .isInstanceOf(InvalidPlanException.class)
                    .hasMessageContaining("no class 7");
        }
    }
}
