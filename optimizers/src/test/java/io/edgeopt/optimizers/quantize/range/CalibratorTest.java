package io.edgeopt.optimizers.quantize.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CalibratorTest {
    /** Values as networks have them, by what made them. */
    record Data(String name, Supplier<float[]> made) {
        float[] values() {
            return made.get();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Data> data() {
        SplittableRandom random = new SplittableRandom(11);
        float[] relu = new float[40_000];
        float[] normal = new float[40_000];
        float[] skewed = new float[40_000];
        float[] outliers = new float[40_000];
        float[] uniform = new float[40_000];
        for (int i = 0; i < relu.length; i++) {
            normal[i] = (float) gauss(random);
            relu[i] = Math.max(0, (float) gauss(random));
            skewed[i] = (float) (gauss(random) * (random.nextBoolean() ? 0.2 : 1) + 0.7);
            outliers[i] = Math.max(0, (float) gauss(random));
            uniform[i] = (float) random.nextDouble();
        }
        for (int i = 0; i < 20; i++) {
            outliers[i * 100] = 30;
        }
        return Stream.of(
                new Data("relu", () -> relu),
                new Data("normal", () -> normal),
                new Data("skewed", () -> skewed),
                new Data("relu with outliers", () -> outliers),
                new Data("uniform", () -> uniform));
    }

    private static double gauss(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private static Statistics statistics(float[] values) {
        Statistics statistics = Statistics.ofValues();
        for (int from = 0; from < values.length; from += 1000) {
            statistics.add(Arrays.copyOfRange(values, from, from + 1000));
        }
        return statistics;
    }

    @ParameterizedTest
    @MethodSource("data")
    void minmaxTakesAllValues(Data data) {
        Range range = Calibrator.MINMAX.range(statistics(data.values()), Steps.UNSIGNED_8);

        float[] sorted = sorted(data.values());
        assertThat(range).isEqualTo(Range.around(sorted[0], sorted[sorted.length - 1]));
    }

    @ParameterizedTest
    @MethodSource("data")
    void meanMinmaxTakesTheMeanOfTheRunsExtremes(Data data) {
        double lows = 0;
        double highs = 0;
        for (int from = 0; from < data.values().length; from += 1000) {
            float[] part = sorted(Arrays.copyOfRange(data.values(), from, from + 1000));
            lows += part[0];
            highs += part[part.length - 1];
        }

        Range range = Calibrator.MEAN_MINMAX.range(statistics(data.values()), Steps.UNSIGNED_8);

        assertThat(range.low()).isCloseTo(Math.min(0, lows / 40), within(1e-9));
        assertThat(range.high()).isCloseTo(Math.max(0, highs / 40), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("data")
    void percentileLeavesATenThousandthOutToABin(Data data) {
        Statistics statistics = statistics(data.values());
        float[] sorted = sorted(data.values());
        double low = Math.min(0, sorted[2]);
        double high = Math.max(0, sorted[sorted.length - 3]);

        Range range = Calibrator.PERCENTILE.range(statistics, Steps.UNSIGNED_8);

        double bin = statistics.histogram().width();
        assertThat(range.low()).isCloseTo(low, within(bin));
        assertThat(range.high()).isCloseTo(high, within(bin));
    }

    @ParameterizedTest
    @MethodSource("data")
    void mseIsAsGoodAsTheBestOfAllRangesTriedOnTheValuesThemselves(Data data) {
        float[] sorted = sorted(data.values());
        double best = Double.POSITIVE_INFINITY;
        for (int lower = 0; lower <= 40; lower++) {
            for (int upper = 1; upper <= 40; upper++) {
                Range tried = Range.around(sorted[0] * lower / 40.0, sorted[sorted.length - 1] * upper / 40.0);
                best = Math.min(best, squaredError(data.values(), tried, 255));
            }
        }

        Range range = Calibrator.MSE.range(statistics(data.values()), Steps.UNSIGNED_8);

        assertThat(squaredError(data.values(), range, 255)).isLessThanOrEqualTo(1.03 * best);
    }

    @ParameterizedTest
    @MethodSource("data")
    void mseIsAsGoodAsTheBestOfAllSymmetricRanges(Data data) {
        float[] sorted = sorted(data.values());
        double largest = Math.max(-sorted[0], sorted[sorted.length - 1]);
        double best = Double.POSITIVE_INFINITY;
        for (int i = 1; i <= 200; i++) {
            double reach = largest * i / 200;
            best = Math.min(best, squaredError(data.values(), new Range(-reach, reach), 254));
        }

        Range range = Calibrator.MSE.range(statistics(data.values()), Steps.SYMMETRIC_8);

        double reach = Math.max(-range.low(), range.high());
        assertThat(squaredError(data.values(), new Range(-reach, reach), 254)).isLessThanOrEqualTo(1.03 * best);
    }

    @ParameterizedTest
    @MethodSource("data")
    void entropyIsAsNearAsTheBestOfAllCutsCountedAfresh(Data data) {
        Statistics statistics = statistics(data.values());
        Histogram histogram = statistics.histogram();
        double[] magnitudes = new double[Histogram.BINS];
        for (float value : data.values()) {
            if (value != 0) {
                double bins = Math.abs(value) / histogram.width();
                magnitudes[(int) (value > 0 ? Math.floor(bins) : Math.ceil(bins) - 1)]++;
            }
        }
        int levels = histogram.low() == 0 ? 256 : 128;
        int used = Histogram.BINS;
        while (magnitudes[used - 1] == 0) {
            used--;
        }
        double best = Double.POSITIVE_INFINITY;
        for (int cut = levels; cut <= used; cut += 4) {
            best = Math.min(best, divergence(magnitudes, used, cut, levels));
        }

        Range range = Calibrator.ENTROPY.range(statistics, Steps.UNSIGNED_8);

        double reach = Math.max(-range.low(), range.high());
        int cut = (int) Math.min(used, Math.ceil(reach / histogram.width()));
        assertThat(divergence(magnitudes, used, cut, levels)).isLessThanOrEqualTo(1.05 * best);
    }

    /** The definition, written down without a thought of speed. */
    private static double divergence(double[] magnitudes, int used, int cut, int levels) {
        double[] p = new double[cut];
        double[] q = new double[cut];
        for (int i = 0; i < used; i++) {
            p[Math.min(i, cut - 1)] += magnitudes[i];
        }
        for (int level = 0; level < levels; level++) {
            int from = (int) Math.floor((double) level * cut / levels);
            int to = (int) Math.floor((level + 1.0) * cut / levels);
            double sum = 0;
            int filled = 0;
            for (int i = from; i < to; i++) {
                sum += magnitudes[i];
                filled += p[i] > 0 ? 1 : 0;
            }
            for (int i = from; i < to; i++) {
                q[i] = p[i] > 0 ? sum / filled : 0;
            }
        }
        double sumP = 0;
        double sumQ = 0;
        for (int i = 0; i < cut; i++) {
            p[i] = Math.max(p[i], 1e-4);
            q[i] = Math.max(q[i], 1e-4);
            sumP += p[i];
            sumQ += q[i];
        }
        double divergence = 0;
        for (int i = 0; i < cut; i++) {
            divergence += p[i] / sumP * Math.log(p[i] / sumP / (q[i] / sumQ));
        }
        return divergence;
    }

    @Test
    void entropyAndMseCutOffAFewFarOutliersWhichMinmaxDoesNot() {
        Statistics statistics =
                statistics(data().skip(3).findFirst().orElseThrow().values());

        assertThat(Calibrator.MINMAX.range(statistics, Steps.UNSIGNED_8).high()).isEqualTo(30);
        assertThat(Calibrator.ENTROPY.range(statistics, Steps.UNSIGNED_8).high())
                .isLessThan(8);
        assertThat(Calibrator.PERCENTILE.range(statistics, Steps.UNSIGNED_8).high())
                .isEqualTo(30);
    }

    @ParameterizedTest
    @EnumSource(Calibrator.class)
    void givesNothingForZerosAlone(Calibrator calibrator) {
        Statistics statistics = Statistics.ofValues();
        statistics.add(new float[10]);

        assertThat(calibrator.range(statistics, Steps.UNSIGNED_8)).isEqualTo(new Range(0, 0));
    }

    @ParameterizedTest
    @EnumSource(Calibrator.class)
    void holdsZeroAndStaysWithinTheValues(Calibrator calibrator) {
        Statistics positive = Statistics.ofValues();
        positive.add(new float[] {3, 4, 5});
        Statistics negative = Statistics.ofValues();
        negative.add(new float[] {-3, -4, -5});

        assertThat(calibrator.range(positive, Steps.UNSIGNED_8).low()).isZero();
        assertThat(calibrator.range(positive, Steps.UNSIGNED_8).high()).isBetween(3.0, 5.0);
        assertThat(calibrator.range(negative, Steps.UNSIGNED_8).low()).isBetween(-5.0, -3.0);
        assertThat(calibrator.range(negative, Steps.UNSIGNED_8).high()).isZero();
    }

    /** Every value rounded to the nearest of {@code steps + 1} numbers that zero is one of. */
    private static double squaredError(float[] values, Range range, int steps) {
        double step = range.width() / steps;
        if (step == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double zero = Math.rint(-range.low() / step);
        double sum = 0;
        for (float value : values) {
            double integer = Math.min(steps, Math.max(0, Math.rint(value / step) + zero));
            double difference = value - (integer - zero) * step;
            sum += difference * difference;
        }
        return sum;
    }

    private static float[] sorted(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
