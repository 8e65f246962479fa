package io.edgeopt.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentilesTest {
    private static double[] counting(int n) {
        double[] series = new double[n];
        Arrays.setAll(series, i -> i + 1);
        return series;
    }

    @ParameterizedTest
    @CsvSource({"50, 11", "90, 64", "95, 130", "99, 662"})
    void areKnownFromSoManySamplesOn(int percent, int needed) {
        assertThat(Percentiles.of(counting(needed), 1, 0).find(percent)).isPresent();

        Percentiles fewer = Percentiles.of(counting(needed - 1), 1, 0);

        assertThat(fewer.find(percent)).isEmpty();
        assertThat(fewer.unknown())
                .contains("p%d: n = %d is too small, %d are needed".formatted(percent, needed - 1, needed));
    }

    @Test
    void areTheSmallestValuesWithSoManyPercentBelow() {
        Percentiles percentiles = Percentiles.of(counting(1000), 1, 0);

        assertThat(percentiles.find(50))
                .hasValueSatisfying(p -> assertThat(p.value()).isEqualTo(500));
        assertThat(percentiles.find(95))
                .hasValueSatisfying(p -> assertThat(p.value()).isEqualTo(950));
        assertThat(percentiles.max()).isEqualTo(1000);
        assertThat(percentiles.mean()).isEqualTo(500.5);
    }

    /** The smallest numbers of samples for which LoadGen allows one beyond: the bound is then the largest. */
    @ParameterizedTest
    @CsvSource({"90, 64", "95, 130", "99, 662"})
    void areBoundedAsLoadGenBoundsThem(int percent, int needed) {
        assertThat(Percentiles.of(counting(needed), 1, 0).find(percent))
                .hasValueSatisfying(p -> assertThat(p.bound()).isEqualTo(needed));
    }

    @Test
    void areCoveredByTheirIntervalsNearlyAsOftenAsPromised() {
        SplittableRandom random = new SplittableRandom(5);
        int covered = 0;
        for (int i = 0; i < 200; i++) {
            double[] series = random.doubles(200).toArray();
            Percentile median = Percentiles.of(series, 1, i).find(50).orElseThrow();
            covered += median.low() <= 0.5 && median.high() >= 0.5 ? 1 : 0;
        }

        // 190 on average; 4 deviations of the binomial below.
        assertThat(covered).isGreaterThan(177);
    }

    @Test
    void haveWiderIntervalsWhereNeighboursAreAlike() {
        double[] series = new double[2000];
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 1; i < series.length; i++) {
            series[i] = 0.98 * series[i - 1] + random.nextGaussian();
        }

        Percentile alone = Percentiles.of(series, 1, 0).find(50).orElseThrow();
        Percentile together = Percentiles.of(series, 100, 0).find(50).orElseThrow();

        assertThat(together.high() - together.low()).isGreaterThan(3 * (alone.high() - alone.low()));
    }

    @Test
    void areTheSameForTheSameSeed() {
        assertThat(Percentiles.of(counting(300), 10, 4)).isEqualTo(Percentiles.of(counting(300), 10, 4));
    }
}
