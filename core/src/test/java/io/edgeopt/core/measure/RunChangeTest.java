package io.edgeopt.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RunChangeTest {
    @Test
    void isInTheIntervalThatItDraws() {
        Ratio ratio = RunChange.of("frame", rounds(3, 10, 0, 1), rounds(4, 11, 0, 2), 30, 3);

        assertThat(ratio.value()).isCloseTo(1.1, within(0.01));
        assertThat(ratio.low()).isLessThan(ratio.value()).isGreaterThan(1.05);
        assertThat(ratio.high()).isGreaterThan(ratio.value()).isLessThan(1.15);
        assertThat(ratio.rounds()).isEqualTo(3);
    }

    @Test
    void goesByTheClocksWhereThereAreSome() {
        Ratio plain = RunChange.of("frame", rounds(3, 10, 0, 1), rounds(3, 15, 0, 2), 30, 3);
        Ratio clocked = RunChange.of("frame", rounds(3, 10, 2, 1), rounds(3, 15, 2, 2), 30, 3);

        assertThat(plain.value()).isCloseTo(1.5, within(0.02));
        assertThat(clocked.value()).isCloseTo(1, within(0.02));
    }

    @Test
    void isOneOfARunAgainstItself() {
        Ratio ratio = RunChange.of("frame", rounds(3, 10, 1, 1), rounds(3, 10, 1, 1), 30, 3);

        assertThat(ratio.value()).isEqualTo(1);
        assertThat(ratio.leavesOutOne()).isFalse();
    }

    @Test
    void needsRounds() {
        assertThatThrownBy(() -> RunChange.value(List.of(), rounds(3, 10, 0, 1)))
                .hasMessage("0 and 3 rounds cannot be compared");
    }

    /** Rounds of 300 frames of about {@code level}, with clocks of a tenth of it. */
    private static List<double[][]> rounds(int count, double level, int clocks, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[][]> rounds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[][] round = new double[1 + clocks][];
            for (int series = 0; series < round.length; series++) {
                double about = series == 0 ? level : level / 10;
                round[series] = random.doubles(300)
                        .map(noise -> about * (0.95 + 0.1 * noise))
                        .toArray();
            }
            rounds.add(round);
        }
        return rounds;
    }
}
