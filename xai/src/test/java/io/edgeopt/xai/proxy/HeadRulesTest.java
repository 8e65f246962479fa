package io.edgeopt.xai.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.testkit.ExplainerContract;
import io.edgeopt.testkit.PlantedPatch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HeadRulesTest extends ExplainerContract {
    @Override
    protected Method method() {
        return HeadRules.standard(1);
    }

    @Test
    void tellsWhenTheClassIsAnsweredByTheUnitThatMakesItSo() {
        Subject finder = subject(PlantedPatch.finder());

        Saliency map;
        try (Explainer explainer = method().on(finder)) {
            map = explainer.explain(PlantedPatch.scene(6, 18, 7), finder.classTarget(0));
        }

        assertThat(map.text().get(0)).isEqualTo("class 0 if, of what features holds,");
        assertThat(map.text().get(1)).startsWith("   unit 0 > ");
        assertThat(map.figures().get("fidelity")).isGreaterThan(0.95);
        assertThat(map.figures().get("always")).isLessThan(0.9);
    }

    @Test
    void tellsRulesThroughALayerBetween() {
        SplittableRandom random = new SplittableRandom(4);
        List<float[]> low = new ArrayList<>();
        List<float[]> hidden = new ArrayList<>();
        boolean[] answers = new boolean[600];
        for (int i = 0; i < answers.length; i++) {
            float[] units = {(float) random.nextDouble(), (float) random.nextDouble(), (float) random.nextDouble()};
            // The first hidden unit fires where units 0 and 1 are both large, the second where unit 2 is small.
            float[] above = {Math.max(0, Math.min(units[0], units[1]) - 0.5f), Math.max(0, 0.3f - units[2])};
            low.add(units);
            hidden.add(above);
            answers[i] = above[0] > 0.05f || above[1] > 0.1f;
        }

        RuleSet rules = RuleSet.of(List.of(low, hidden), answers);

        assertThat(rules.says(new float[] {0.9f, 0.9f, 0.9f})).isTrue();
        assertThat(rules.says(new float[] {0.1f, 0.1f, 0.05f})).isTrue();
        assertThat(rules.says(new float[] {0.9f, 0.2f, 0.9f})).isFalse();
        assertThat(rules.rules()).hasSizeLessThan(6);
    }

    @Test
    void leavesOutWhatContradictsItselfOrFollows() {
        Rule high = new Rule(List.of(new Condition(3, 0.5f, true)));
        Rule higher = new Rule(List.of(new Condition(3, 0.7f, true)));
        Rule low = new Rule(List.of(new Condition(3, 0.4f, false)));

        assertThat(high.and(higher)).contains(higher);
        assertThat(high.and(low)).isEmpty();
    }

    @Test
    void refusesANetworkWithoutDenseLayers() {
        Subject detector = ExplainerContract.subject(PlantedPatch.detector());

        try (Explainer explainer = method().on(detector)) {
            assertThatThrownBy(() -> explainer.explain(PlantedPatch.scene(6, 18, 7), detector.classTarget(0)))
                    .isInstanceOf(UnsupportedModelException.class)
                    .hasMessageContaining("rules are told of dense layers");
        }
    }
}
