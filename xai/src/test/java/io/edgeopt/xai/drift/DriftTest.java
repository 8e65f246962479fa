package io.edgeopt.xai.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.explain.Drift;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.ExplainerContract;
import io.edgeopt.testkit.PlantedPatch;
import io.edgeopt.xai.perturb.Occlusion;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DriftTest {
    private final Subject baseline = ExplainerContract.subject(PlantedPatch.network(1));
    private final List<Tensor> probes = probes();

    private static List<Tensor> probes() {
        List<Tensor> probes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            probes.add(PlantedPatch.scene(4 * i, 24 - 4 * i, i));
        }
        return probes;
    }

    private static Saliency bump(double x, double y) {
        float[] values = new float[64 * 64];
        for (int i = 0; i < values.length; i++) {
            double dx = i % 64 - x;
            double dy = Math.floorDiv(i, 64) - y;
            values[i] = (float) Math.exp(-(dx * dx + dy * dy) / 200);
        }
        return Saliency.of("bump", 64, 64, values);
    }

    @Test
    void isZeroBetweenAModelAndItself() {
        DriftTrial trial = DriftTrial.of(Occlusion.standard(), baseline, probes);

        Drift drift = trial.against(ExplainerContract.subject(PlantedPatch.network(1)), 0);

        assertThat(drift.drift().value()).isCloseTo(0, within(1e-9));
        assertThat(drift.drift().high()).isCloseTo(0, within(1e-9));
        assertThat(drift.sameAnswer().value()).isEqualTo(1);
        assertThat(drift.method()).isEqualTo("occlusion");
        assertThat(drift.probes()).hasSize(6);
    }

    @Test
    void isLargeForAModelOfOtherWeights() {
        DriftTrial trial = DriftTrial.of(Occlusion.standard(), baseline, probes);

        Drift drift = trial.against(ExplainerContract.subject(PlantedPatch.network(2)), 0);

        assertThat(drift.drift().value()).isGreaterThan(0.3);
        assertThat(drift.drift().low()).isLessThan(drift.drift().value());
        assertThat(drift.drift().high()).isGreaterThan(drift.drift().value());
    }

    @Test
    void growsWithTheDistanceOfTwoPeaks() {
        double near = MapAgreement.of(bump(30, 30), bump(32, 30)).mean();
        double farther = MapAgreement.of(bump(30, 30), bump(40, 30)).mean();
        double far = MapAgreement.of(bump(10, 10), bump(55, 55)).mean();

        assertThat(near).isGreaterThan(0.9);
        assertThat(farther).isLessThan(near);
        assertThat(far).isLessThan(0.35);
    }

    @Test
    void doesNotDependOnTheScaleOfAMap() {
        Saliency bump = bump(20, 40);
        float[] tripled = bump.values();
        for (int i = 0; i < tripled.length; i++) {
            tripled[i] *= 3;
        }

        MapAgreement agreement = MapAgreement.of(bump, Saliency.of("bump", 64, 64, tripled));

        assertThat(agreement.mean()).isCloseTo(1, within(1e-6));
    }

    @Test
    void saysThatAMapWithoutAnythingAgreesWithItsLikeAlone() {
        Saliency nothing = Saliency.of("bump", 64, 64, new float[64 * 64]);

        assertThat(MapAgreement.of(nothing, nothing).mean()).isEqualTo(1);
        assertThat(MapAgreement.of(nothing, bump(30, 30)).spearman()).isZero();
        assertThat(MapAgreement.of(nothing, bump(30, 30)).overlap()).isZero();
    }

    @Test
    void givesTheRankCorrelationThatIsComputedByHand() {
        // Ranks 1 2.5 2.5 4 and 1 3 2 4: covariance 4.5, spreads 4.5 and 5.
        double found = MapAgreement.spearman(new float[] {0, 1, 1, 2}, new float[] {3, 5, 4, 9});

        assertThat(found).isCloseTo(4.5 / Math.sqrt(4.5 * 5), within(1e-12));
    }

    @Test
    void seesNoAgreementBetweenNoises() {
        SplittableRandom random = new SplittableRandom(3);
        float[] one = new float[64 * 64];
        float[] other = new float[64 * 64];
        for (int i = 0; i < one.length; i++) {
            one[i] = (float) random.nextDouble();
            other[i] = (float) random.nextDouble();
        }

        MapAgreement agreement = MapAgreement.of(Saliency.of("a", 64, 64, one), Saliency.of("a", 64, 64, other));

        assertThat(agreement.spearman()).isCloseTo(0, within(0.06));
        assertThat(agreement.overlap()).isCloseTo(0.2, within(0.04));
    }
}
