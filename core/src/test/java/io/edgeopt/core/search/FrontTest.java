package io.edgeopt.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontTest {
    private static final double[] IDEAL = {0, 0, 0};
    private static final double[] WORST = {1, 1, 1};

    @Test
    void keepsWhatNoOtherIsBetterThanAndOfEqualsTheFirst() {
        double[] fast = {0.9, 0.1};
        double[] good = {0.1, 0.9};
        double[] again = {0.1, 0.9};
        double[] beaten = {0.95, 0.1};

        assertThat(Front.of(List.of(beaten, fast, good, again), Function.identity()))
                .containsExactly(fast, good);
    }

    @Test
    void countsWhatSeveralCoverOnce() {
        List<double[]> two = List.of(new double[] {0.5, 0.5, 0}, new double[] {0, 0.5, 0.5});

        assertThat(Front.volume(two, IDEAL, WORST)).isCloseTo(0.25 + 0.25 - 0.125, within(1e-12));
        assertThat(Front.volume(List.of(new double[] {1, 0, 0}), IDEAL, WORST)).isZero();
        assertThat(Front.volume(List.of(IDEAL), IDEAL, WORST)).isEqualTo(1);
        assertThat(Front.volume(List.of(), IDEAL, WORST)).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void agreesWithCountingPlacesOnAGrid(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            points.add(new double[] {random.nextInt(20) / 20.0, random.nextInt(20) / 20.0, random.nextInt(20) / 20.0});
        }
        int covered = 0;
        for (int place = 0; place < 8000; place++) {
            int column = place % 20;
            int row = place / 20 % 20;
            int level = place / 400;
            double x = (column + 0.5) / 20;
            double y = (row + 0.5) / 20;
            double z = (level + 0.5) / 20;
            covered += points.stream().anyMatch(p -> p[0] < x && p[1] < y && p[2] < z) ? 1 : 0;
        }

        assertThat(Front.volume(points, IDEAL, WORST)).isCloseTo(covered / 8000.0, within(1e-9));
    }
}
