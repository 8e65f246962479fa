package io.edgeopt.core.task.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.InvalidDataException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClassificationOutcomesTest {
    /** The reference's digits end there. */
    private static final double ROUNDING = 1e-14;

    @Test
    void agreesWithScikitLearn() {
        Reference reference = Reference.read("classification.txt");
        ClassificationOutcomes outcomes = outcomes(reference);

        assertAgrees(outcomes, reference.expected());
        assertAgrees(outcomes.perClass(), reference.expected());
        for (List<String> row : reference.of("confusion")) {
            int truth = Integer.parseInt(row.get(0));
            for (int predicted = 0; predicted < 5; predicted++) {
                assertThat(outcomes.confusion().count(truth, predicted))
                        .isEqualTo(Integer.parseInt(row.get(1 + predicted)));
            }
        }
    }

    @Test
    void countsASampleThatWasDrawnTwiceAsTwoSamples() {
        ClassificationOutcomes.Builder twice = ClassificationOutcomes.builder(List.of("a", "b"), 1);
        ClassificationOutcomes.Builder once = ClassificationOutcomes.builder(List.of("a", "b"), 1);
        once.add(0, new float[] {1, 0}).add(1, new float[] {1, 0});
        twice.add(0, new float[] {1, 0}).add(0, new float[] {1, 0}).add(1, new float[] {1, 0});

        double[] weighted = once.build().scores(new int[] {2, 1});

        assertThat(weighted).containsExactly(twice.build().scores(new int[] {1, 1, 1}));
    }

    @Test
    void takesTheFirstOfEqualScoresAsAnArgMaxDoes() {
        ClassificationOutcomes outcomes = ClassificationOutcomes.builder(List.of("a", "b", "c"), 2)
                .add(0, new float[] {5, 5, 5})
                .add(1, new float[] {5, 5, 5})
                .add(2, new float[] {5, 5, 5})
                .build();

        double[] scores = outcomes.scores(new int[] {1, 1, 1});

        assertThat(scores[0]).as("top1").isEqualTo(1.0 / 3);
        assertThat(scores[1]).as("top2").isEqualTo(2.0 / 3);
    }

    @Test
    void refusesAClassThatTheModelCannotAnswer() {
        ClassificationOutcomes.Builder builder = ClassificationOutcomes.builder(List.of("a", "b"), 1);

        assertThatThrownBy(() -> builder.add(2, new float[] {0, 1}))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("class 2")
                .hasMessageContaining("0 to 1");
    }

    private static void assertAgrees(Outcomes outcomes, Map<String, Double> expected) {
        int[] ones = new int[outcomes.units()];
        Arrays.fill(ones, 1);
        double[] scores = outcomes.scores(ones);
        for (int i = 0; i < scores.length; i++) {
            String name = outcomes.names().get(i);
            assertThat(scores[i]).as(name).isCloseTo(expected.get(name), within(ROUNDING));
        }
    }

    private static ClassificationOutcomes outcomes(Reference reference) {
        ClassificationOutcomes.Builder builder = ClassificationOutcomes.builder(List.of("0", "1", "2", "3", "4"), 2);
        for (List<String> line : reference.of("sample")) {
            float[] scores = new float[5];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = Float.parseFloat(line.get(1 + i));
            }
            builder.add(Integer.parseInt(line.get(0)), scores);
        }
        return builder.build();
    }
}
