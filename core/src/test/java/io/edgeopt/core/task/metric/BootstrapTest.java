package io.edgeopt.core.task.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BootstrapTest {
    private static final float[] RIGHT = {1, 0};
    private static final float[] WRONG = {0, 1};

    @Test
    void drawsAnIntervalAsWideAsTheBinomialOne() {
        // 80 of 100 right: the normal interval is 0.8 +- 1.96 * 0.04; a bootstrap of 1,000 rounds is near it.
        Score top1 = Bootstrap.seeded(1).scores(answers(100, 80)).get(0);

        assertThat(top1.value()).isEqualTo(0.8);
        assertThat(top1.low()).isCloseTo(0.8 - 1.96 * 0.04, within(0.015));
        assertThat(top1.high()).isCloseTo(0.8 + 1.96 * 0.04, within(0.015));
        assertThat(top1.n()).isEqualTo(100);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void holdsTheTrueValueNinetyFiveTimesInAHundred(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int held = 0;
        for (int trial = 0; trial < 200; trial++) {
            int right = 0;
            for (int i = 0; i < 150; i++) {
                right += random.nextDouble() < 0.7 ? 1 : 0;
            }
            Score top1 = Bootstrap.seeded(trial)
                    .withRounds(400)
                    .scores(answers(150, right))
                    .get(0);
            held += top1.low() <= 0.7 && 0.7 <= top1.high() ? 1 : 0;
        }

        // 190 are due; the spread of such a count is 3.1.
        assertThat(held).isBetween(178, 200);
    }

    @Test
    void givesTheSameIntervalForTheSameSeed() {
        Outcomes answers = answers(50, 31);

        assertThat(Bootstrap.seeded(7).scores(answers))
                .isEqualTo(Bootstrap.seeded(7).scores(answers));
        assertThat(Bootstrap.seeded(7).scores(answers))
                .isNotEqualTo(Bootstrap.seeded(8).scores(answers));
    }

    @Test
    void doesNotCallAFewRightAnswersCertain() {
        Score all = Bootstrap.seeded(1).scores(answers(3, 3)).get(0);
        Score none = Bootstrap.seeded(1).scores(answers(3, 0)).get(0);

        // Clopper-Pearson for 3 of 3: 0.2924.
        assertThat(all.low()).isCloseTo(0.2924, within(0.0001));
        assertThat(all.high()).isEqualTo(1);
        assertThat(none.high()).isCloseTo(0.7076, within(0.0001));
    }

    @Test
    void isNoMoreCertainOfAClassThanItsSamplesAllow() {
        ClassificationOutcomes.Builder builder = ClassificationOutcomes.builder(List.of("common", "rare"), 1);
        for (int i = 0; i < 100; i++) {
            builder.add(0, RIGHT);
        }
        builder.add(1, RIGHT).add(1, RIGHT).add(1, RIGHT);

        List<Score> scores = Bootstrap.seeded(1).scores(builder.build().perClass());

        // Three of three rare samples were missed: the same bound as above.
        Score recall = scores.stream()
                .filter(score -> score.name().equals("recall/rare"))
                .findFirst()
                .orElseThrow();
        assertThat(recall.value()).isZero();
        assertThat(recall.high()).isCloseTo(0.7076, within(0.0001));
    }

    @Test
    void findsNoDifferenceBetweenAModelAndItself() {
        Comparison top1 =
                Bootstrap.seeded(1).compare(answers(40, 30), answers(40, 30)).get(0);

        assertThat(top1.difference()).isZero();
        assertThat(top1.low()).isZero();
        assertThat(top1.high()).isZero();
        assertThat(top1.clear()).isFalse();
        assertThat(top1.test()).hasValue(new McNemar(0, 0, 1, 1));
    }

    @Test
    void seesASmallButSteadyDifference() {
        // Both intervals overlap widely, yet the model has ten more right and none fewer.
        Comparison top1 = Bootstrap.seeded(1)
                .compare(answers(200, 150), answers(200, 160))
                .get(0);

        assertThat(top1.difference()).isCloseTo(0.05, within(1e-12));
        assertThat(top1.clear()).isTrue();
        assertThat(top1.test().orElseThrow().onlyModel()).isEqualTo(10);
        assertThat(top1.test().orElseThrow().exact()).isCloseTo(2.0 / 1024, within(1e-12));
    }

    @Test
    void refusesToCompareDifferentSamples() {
        assertThatThrownBy(() -> Bootstrap.seeded(1).compare(answers(10, 5), answers(11, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10")
                .hasMessageContaining("11");
    }

    private static Outcomes answers(int samples, int right) {
        ClassificationOutcomes.Builder builder = ClassificationOutcomes.builder(List.of("a", "b"), 1);
        for (int i = 0; i < samples; i++) {
            builder.add(0, i < right ? RIGHT : WRONG);
        }
        return builder.build();
    }
}
