package io.edgeopt.optimizers.quantize.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KMeansTest {
    private static float[] drawn(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
        }
        return values;
    }

    private static double error(float[] values, float[] centres) {
        double error = 0;
        for (float value : values) {
            double least = Double.POSITIVE_INFINITY;
            for (float centre : centres) {
                least = Math.min(least, ((double) value - centre) * ((double) value - centre));
            }
            error += least;
        }
        return error;
    }

    /** The least error there is, by dynamic programming over the sorted numbers. */
    private static double leastError(float[] values, int count) {
        SortedValues sorted = SortedValues.of(values);
        int n = values.length;
        double[] least = new double[n + 1];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        least[0] = 0;
        for (int c = 0; c < count; c++) {
            double[] next = new double[n + 1];
            Arrays.fill(next, Double.POSITIVE_INFINITY);
            next[0] = 0;
            for (int to = 1; to <= n; to++) {
                for (int from = 0; from < to; from++) {
                    next[to] = Math.min(next[to], least[from] + sorted.error(from, to));
                }
            }
            least = next;
        }
        return least[n];
    }

    @ParameterizedTest(name = "{0} centres, seed {1}")
    @CsvSource({"2, 1", "4, 1", "4, 2", "8, 3", "8, 4", "16, 5", "16, 6"})
    void comesCloseToTheLeastErrorThereIs(int count, long seed) {
        float[] values = drawn(seed, 400);

        float[] centres = KMeans.centres(values, count);

        assertThat(centres).hasSize(count).isSorted();
        assertThat(error(values, centres))
                .isBetween(0.9999 * leastError(values, count), 1.001 * leastError(values, count));
    }

    @ParameterizedTest(name = "{0} centres, seed {1}")
    @CsvSource({"4, 1", "16, 2", "64, 3"})
    void endsWhereEveryCentreIsTheMeanOfItsNumbers(int count, long seed) {
        float[] values = drawn(seed, 3000);

        float[] centres = KMeans.centres(values, count);

        double[] sums = new double[count];
        int[] counts = new int[count];
        for (float value : values) {
            int nearest = 0;
            for (int c = 1; c < count; c++) {
                nearest = Math.abs(value - centres[c]) < Math.abs(value - centres[nearest]) ? c : nearest;
            }
            sums[nearest] += value;
            counts[nearest]++;
        }
        for (int c = 0; c < count; c++) {
            assertThat(sums[c] / counts[c]).isCloseTo(centres[c], org.assertj.core.api.Assertions.within(2e-3));
        }
    }

    @Test
    void keepsNumbersThatAreFewAsTheyAre() {
        assertThat(KMeans.centres(new float[] {3, 1, 3, 2, 1}, 4)).containsExactly(1, 2, 3);
        assertThat(KMeans.centres(new float[] {5, 5}, 4)).containsExactly(5);
        assertThat(KMeans.centres(new float[0], 4)).isEmpty();
    }

    @Test
    void leavesNoCentreUnusedWhereNumbersLieInFarHeaps() {
        float[] values = new float[300];
        for (int i = 0; i < 300; i++) {
            values[i] = (i % 3) * 1000 + i / 300f;
        }

        float[] centres = KMeans.centres(values, 8);

        assertThat(error(values, centres)).isLessThan(0.25 * error(values, new float[] {0.5f, 1000.5f, 2000.5f}));
    }
}
