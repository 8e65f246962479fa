package io.edgeopt.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RatioTest {
    private static List<double[]> rounds(int count, double level, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> rounds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // The machine is slower in some rounds, for both alike.
            double round = level * (1 + 0.3 * i);
            rounds.add(random.doubles(300)
                    .map(noise -> round * (0.95 + 0.1 * noise))
                    .toArray());
        }
        return rounds;
    }

    @Test
    void isThatOfTheMediansWhateverTheRoundsWereLike() {
        Ratio ratio = Ratio.of("frame", rounds(5, 10, 1), rounds(5, 5, 2), 10, 3);

        assertThat(ratio.value()).isCloseTo(0.5, within(0.005));
        assertThat(ratio.low()).isLessThan(0.5);
        assertThat(ratio.high()).isGreaterThan(0.5).isLessThan(0.52);
        assertThat(ratio.leavesOutOne()).isTrue();
    }

    @Test
    void isUndecidedWhereBothAreTheSame() {
        Ratio ratio = Ratio.of("frame", rounds(5, 10, 1), rounds(5, 10, 2), 10, 3);

        assertThat(ratio.low()).isLessThan(1);
        assertThat(ratio.high()).isGreaterThan(1);
        assertThat(ratio.leavesOutOne()).isFalse();
    }

    @Test
    void isUndecidedAfterTooFewRounds() {
        assertThat(Ratio.of("frame", rounds(2, 10, 1), rounds(2, 5, 2), 10, 3).leavesOutOne())
                .isFalse();
    }

    @Test
    void needsBothInEveryRound() {
        assertThatThrownBy(() -> Ratio.of("frame", rounds(3, 10, 1), rounds(2, 5, 2), 10, 3))
                .hasMessageContaining("3 and 2 rounds");
    }
}
