package io.edgeopt.xai.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.ExplainerContract;
import io.edgeopt.testkit.PlantedPatch;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LrpTest extends ExplainerContract {
    @Override
    protected Method method() {
        return Lrp.composite();
    }

    /** The contract's network with all biases taken out: nothing there can absorb relevance but epsilons. */
    private static Model withoutBiases() {
        Model network = PlantedPatch.network(6);
        GraphEditor editor = network.edit();
        for (String name : List.of("first.bias", "second.bias", "classes.bias")) {
            Tensor bias = network.graph().initializer(name).orElseThrow();
            editor.set(
                    name, Tensor.of(new float[(int) bias.size()], bias.shape().toArray()));
        }
        return editor.model();
    }

    static Stream<Lrp> conserving() {
        return Stream.of(Lrp.epsilon(1e-7), Lrp.gamma(0.25), Lrp.alphaBeta(1), Lrp.alphaBeta(2), Lrp.deepTaylor());
    }

    @ParameterizedTest
    @MethodSource("conserving")
    void handsTheWholeScoreOnWhereNoBiasKeepsAny(Lrp lrp) {
        Subject subject = subject(withoutBiases());

        Saliency map;
        try (Explainer explainer = lrp.on(subject)) {
            map = explainer.explain(PlantedPatch.scene(6, 18, 7), subject.classTarget(1));
        }

        assertThat(map.figures().get("absorbed")).isCloseTo(0, within(0.01));
    }

    @Test
    void saysWhatBiasesAndEpsilonsKeep() {
        Subject subject = subject(PlantedPatch.network(6));
        Tensor scene = PlantedPatch.scene(6, 18, 7);

        try (Explainer explainer = Lrp.epsilon().on(subject)) {
            Saliency map = explainer.explain(scene, subject.classTarget(1));

            assertThat(map.figures().getOrDefault("absorbed", 0.0)).isNotCloseTo(0, within(0.01));
        }
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertThatThrownBy(() -> Lrp.epsilon(0)).isInstanceOf(InvalidPlanException.class);
        assertThatThrownBy(() -> Lrp.alphaBeta(0.5))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("alpha of 0.5");
    }
}
