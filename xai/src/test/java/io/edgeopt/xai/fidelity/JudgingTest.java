package io.edgeopt.xai.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.MapJudgement;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.ExplainerContract;
import io.edgeopt.testkit.PlantedPatch;
import io.edgeopt.xai.fidelity.Judging.Explained;
import io.edgeopt.xai.perturb.Occlusion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class JudgingTest {
    private static final int SIDE = PlantedPatch.SIDE;
    private final Subject finder = ExplainerContract.subject(PlantedPatch.finder());

    /** Draws the brightest lines of the picture, whatever the network says. */
    private static final class EdgeMethod implements Method {
        @Override
        public String name() {
            return "edges";
        }

        @Override
        public boolean needsGradients() {
            return false;
        }

        @Override
        public Explainer on(Subject subject) {
            return new Explainer() {
                @Override
                public Saliency explain(Tensor input, Target target) {
                    InputAxes axes = subject.axes(input.shape());
                    return Saliency.of("edges", SIDE, SIDE, axes.largestOfChannels(input.toFloats(), input.shape()));
                }

                @Override
                public void close() {}
            };
        }
    }

    private List<Explained> explained(Method method) {
        List<Explained> pictures = new ArrayList<>();
        Target target = finder.classTarget(0);
        try (Explainer explainer = method.on(finder)) {
            for (int i = 0; i < 3; i++) {
                int left = 4 + 7 * i;
                Tensor scene = PlantedPatch.scene(left, 20, i);
                Box box = new Box(left, 20, left + PlantedPatch.PATCH, 20 + PlantedPatch.PATCH);
                pictures.add(new Explained(scene, target, explainer.explain(scene, target), List.of(box)));
            }
        }
        return pictures;
    }

    @Test
    void findsAGoodMethodBetterThanChance() {
        Judging judging = new Judging(finder, 1);
        List<Explained> pictures = explained(Occlusion.standard());

        MapJudgement good = judging.judge(Occlusion.standard(), pictures);
        MapJudgement chance = judging.control(pictures);

        assertThat(good.deletion()).isLessThan(chance.deletion() - 0.2);
        assertThat(good.insertion()).isGreaterThan(chance.insertion() + 0.2);
        assertThat(good.road()).isLessThan(chance.road());
        assertThat(good.pointing()).hasValue(1);
        assertThat(good.energy().orElseThrow())
                .isGreaterThan(5 * chance.energy().orElseThrow());
        assertThat(chance.energy().orElseThrow()).isCloseTo(36.0 / (SIDE * SIDE), within(0.01));
        assertThat(good.sparsity()).isGreaterThan(0.8);
        assertThat(chance.sparsity()).isCloseTo(1.0 / 3, within(0.02));
        assertThat(good.sensitivity().orElseThrow()).isBetween(0.0, 0.5);
        assertThat(chance.method()).isEqualTo("random");
    }

    @Test
    void tellsAMethodThatDoesNotLookAtTheWeights() {
        MapJudgement edges = new Judging(finder, 1).judge(new EdgeMethod(), explained(new EdgeMethod()));

        assertThat(edges.ignoresTheWeights()).isTrue();
        assertThat(edges.randomised()).hasValueCloseTo(1.0, within(1e-6));
    }

    @Test
    void shufflesTheWeightsAndNothingElse() {
        Tensor before =
                PlantedPatch.network(1).graph().initializer("first.weight").orElseThrow();
        Tensor after = ShuffledWeights.of(PlantedPatch.network(1), 5)
                .graph()
                .initializer("first.weight")
                .orElseThrow();

        float[] sorted = before.toFloats();
        float[] shuffled = after.toFloats();
        assertThat(shuffled).isNotEqualTo(sorted);
        Arrays.sort(sorted);
        Arrays.sort(shuffled);
        assertThat(shuffled).containsExactly(sorted);
    }

    @Test
    void fillsHolesSmoothly() {
        float[] ramp = new float[SIDE * SIDE];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i % SIDE;
        }
        Tensor input = Tensor.of(ramp, 1, 1, SIDE, SIDE);
        InputAxes axes = new InputAxes(1, OptionalInt.empty(), 2, 3);

        Tensor filled =
                Imputation.of(input, axes, i -> i % SIDE >= 10 && i % SIDE < 14 && i >= 10 * SIDE && i < 14 * SIDE, 1);

        float[] values = filled.toFloats();
        assertThat(values[12 * SIDE + 12]).isCloseTo(12, within(1.5f));
        assertThat(values[5 * SIDE + 5]).isEqualTo(5);
    }
}
