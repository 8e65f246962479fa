package io.edgeopt.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SteadyStateTest {
    private static double[] noisy(int n, long seed, java.util.function.IntToDoubleFunction level) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] series = new double[n];
        Arrays.setAll(series, i -> level.applyAsDouble(i) * (1 + 0.01 * random.nextGaussian()));
        return series;
    }

    @Test
    void isTheWholeWhereNothingChanges() {
        assertThat(SteadyState.of(noisy(2000, 1, i -> 8)))
                .satisfies(state -> assertThat(state.steady()).isTrue())
                .satisfies(state -> assertThat(state.from()).isLessThan(500));
    }

    @Test
    void beginsAfterWarmingUp() {
        SteadyState state = SteadyState.of(noisy(2000, 2, i -> i < 300 ? 20 - i / 25.0 : 8));

        assertThat(state.steady()).isTrue();
        assertThat(state.from()).isBetween(300, 1000);
    }

    @Test
    void neverComesWhereTheMachineGrowsSlower() {
        assertThat(SteadyState.of(noisy(2000, 3, i -> 8 + i / 500.0)).steady()).isFalse();
    }

    @Test
    void isBrokenByAJumpAtTheEnd() {
        assertThat(SteadyState.of(noisy(2000, 4, i -> i < 1900 ? 8 : 9)).steady())
                .isFalse();
    }

    @Test
    void cannotBeSeenInAFew() {
        assertThat(SteadyState.of(noisy(39, 5, i -> 8)).steady()).isFalse();
    }

    @Test
    void isSeenInASeriesThatIsAllTheSame() {
        assertThat(SteadyState.of(new double[] {
                    3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
                    3, 3, 3, 3, 3, 3, 3
                }))
                .isEqualTo(new SteadyState(0, true, 0, 0));
    }
}
