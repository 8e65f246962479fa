package io.edgeopt.core.task.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.task.metric.VerificationOutcomes.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class VerificationOutcomesTest {
    @Test
    void agreesWithScikitLearnOnTheCurve() {
        Reference reference = Reference.read("verification.txt");
        List<Pair> pairs = new ArrayList<>();
        for (List<String> line : reference.of("pair")) {
            String id = "p" + pairs.size();
            pairs.add(new Pair(
                    id, id + "'", Double.parseDouble(line.get(0)), line.get(1).equals("1")));
        }
        VerificationOutcomes outcomes = VerificationOutcomes.of(pairs);

        double[] scores = outcomes.scores(ones(outcomes));

        for (String name : reference.expected().keySet()) {
            assertThat(scores[outcomes.names().indexOf(name)])
                    .as(name)
                    .isCloseTo(reference.expected().get(name), within(1e-12));
        }
    }

    @Test
    void leavesOutASmallFalseAcceptanceThatTooFewPairsCannotShow() {
        VerificationOutcomes outcomes =
                VerificationOutcomes.of(List.of(new Pair("a", "b", 0.9, true), new Pair("a", "c", 0.1, false)));

        double[] scores = outcomes.scores(ones(outcomes));

        assertThat(scores[outcomes.names().indexOf("tar@far=0.01")]).isNaN();
    }

    @Test
    void findsTheThresholdHalfWayBetweenLikeAndUnlikePairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pairs.add(new Pair("a" + i, "b" + i, 0.8, true));
            pairs.add(new Pair("c" + i, "d" + i, 0.4, false));
        }
        VerificationOutcomes outcomes = VerificationOutcomes.of(pairs);

        assertThat(outcomes.threshold()).isCloseTo(0.6, within(1e-12));
        assertThat(outcomes.scores(ones(outcomes))[0]).isEqualTo(1);
    }

    @Test
    void judgesEachPairByTheOthers() {
        // Without its own fold the only unlike pair would be accepted: the best threshold has not seen it.
        List<Pair> pairs =
                List.of(new Pair("a", "b", 0.9, true), new Pair("c", "d", 0.8, true), new Pair("e", "f", 0.85, false));

        double[] scores = VerificationOutcomes.of(pairs).scores(new int[] {1, 1, 1, 1, 1, 1});

        assertThat(scores[0]).isLessThan(2.0 / 3);
    }

    @Test
    void countsAPairAsOftenAsBothItsPicturesWereDrawn() {
        Pair like = new Pair("a", "b", 0.9, true);
        Pair likeButFar = new Pair("a", "c", 0.2, true);
        Pair unlike = new Pair("b", "c", 0.5, false);

        double[] scores =
                VerificationOutcomes.of(List.of(like, likeButFar, unlike)).scores(new int[] {1, 3, 1});

        assertThat(scores[1]).as("area under the curve").isEqualTo(0.75);
    }

    private static int[] ones(Outcomes outcomes) {
        int[] ones = new int[outcomes.units()];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void judgesWithAThresholdThatWasFixedBefore() {
        List<Pair> pairs = List.of(
                new Pair("a", "b", 0.9, true),
                new Pair("c", "d", 0.4, true),
                new Pair("a", "c", 0.6, false),
                new Pair("b", "d", 0.1, false),
                new Pair("b", "c", 0.2, false));
        int[] ones = {1, 1, 1, 1};

        VerificationOutcomes fixed = VerificationOutcomes.of(pairs, OptionalDouble.of(0.5));
        double[] scores = fixed.scores(ones);
        double[] none = VerificationOutcomes.of(pairs).scores(ones);

        assertThat(scores[fixed.names().indexOf("accuracy@card")]).isEqualTo(0.6);
        assertThat(scores[fixed.names().indexOf("tar@card")]).isEqualTo(0.5);
        assertThat(scores[fixed.names().indexOf("far@card")]).isEqualTo(1 / 3.0);
        assertThat(none[fixed.names().indexOf("far@card")]).isNaN();
    }
}
