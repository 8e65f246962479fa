package io.edgeopt.core.task.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.task.Prediction.Embedding;
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
    void saysWhenNobodyIsLeftToLookUp() {
        assertThatThrownBy(() -> IdentificationOutcomes.of(List.of("ann", "bob"), List.of(EAST, NORTH), 1))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("enrol fewer");
    }
}
