package io.edgeopt.core.task.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.task.Prediction.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IdentificationOutcomesTest {
    private static final Embedding EAST = new Embedding(new float[] {1, 0});
    private static final Embedding NORTH = new Embedding(new float[] {0, 1});
    private static final Embedding NEARLY_EAST = new Embedding(new float[] {5, 1});

    @Test
    void looksUpEveryPictureThatIsNotEnrolled() {
        IdentificationOutcomes outcomes = IdentificationOutcomes.of(
                List.of("ann", "ann", "bob", "bob"), List.of(EAST, NEARLY_EAST, NORTH, NEARLY_EAST), 1);

        double[] scores = outcomes.scores(new int[] {1, 1});

        assertThat(outcomes.probes()).isEqualTo(2);
        assertThat(scores[0]).as("ann is found, bob is taken for ann").isEqualTo(0.5);
        assertThat(scores[1]).as("both are among the first five").isEqualTo(1);
    }

    @Test
    void countsAnotherPersonAsNearByAsAMistake() {
        IdentificationOutcomes outcomes =
                IdentificationOutcomes.of(List.of("ann", "ann", "bob"), List.of(EAST, EAST, EAST), 1);

        assertThat(outcomes.scores(new int[] {1, 1})[0]).isEqualTo(0);
    }

    @Test
    void findsInAnOpenWorldOnlyThoseWhoAreMoreAlikeThanStrangers() {
        // A hundred people on a circle, 3.6 degrees apart, each seen again a little beside; two of them badly.
        List<String> names = new ArrayList<>();
        List<Embedding> pictures = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            double beside = i == 10 ? 1.5 : i == 20 ? 1.7 : 0.1;
            names.addAll(List.of("p%03d".formatted(i), "p%03d".formatted(i)));
            pictures.add(at(3.6 * i));
            pictures.add(at(3.6 * i + beside));
        }
        int[] ones = new int[100];
        Arrays.fill(ones, 1);

        double[] scores = IdentificationOutcomes.of(names, pictures, 1).scores(ones);

        assertThat(scores[0]).isEqualTo(1);
        // The nearest stranger of the worst picture is 1.9 degrees away and may pass; the next, 2.1, may not.
        assertThat(scores[2]).isEqualTo(1);
        Arrays.fill(ones, 10, 11, 0);
        assertThat(IdentificationOutcomes.of(names, pictures, 1).scores(ones)[2])
                .as("of 99 pictures nobody can say what 1 %% of strangers do")
                .isNaN();
    }

    @Test
    void refusesThePersonWhoIsNoMoreAlikeThanStrangersAre() {
        List<String> names = new ArrayList<>();
        List<Embedding> pictures = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            double beside = i < 2 ? 1.79 : 0.5;
            names.addAll(List.of("p%03d".formatted(i), "p%03d".formatted(i)));
            pictures.add(at(3.6 * i));
            pictures.add(at(3.6 * i + beside));
        }
        // One whom nobody is near to, but whose own picture is far off as well.
        names.addAll(List.of("q", "q"));
        pictures.add(new Embedding(new float[] {0, 0, 1}));
        pictures.add(new Embedding(new float[] {0.5f, 0, 1}));
        int[] ones = new int[101];
        Arrays.fill(ones, 1);

        double[] scores = IdentificationOutcomes.of(names, pictures, 1).scores(ones);

        assertThat(scores[0]).isEqualTo(1);
        assertThat(scores[2]).isEqualTo(100 / 101.0);
    }

    private static Embedding at(double degrees) {
        double angle = Math.toRadians(degrees);
        return new Embedding(new float[] {(float) Math.cos(angle), (float) Math.sin(angle), 0});
    }

    @Test
    void saysWhenNobodyIsLeftToLookUp() {
        assertThatThrownBy(() -> IdentificationOutcomes.of(List.of("ann", "bob"), List.of(EAST, NORTH), 1))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("enrol fewer");
    }
}
