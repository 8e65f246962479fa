package io.edgeopt.optimizers.quantize.range;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isTheSameInWhateverOrderAndPartsTheValuesCome(long seed) {
        List<float[]> parts = parts(new SplittableRandom(seed));
        Histogram straight = new Histogram();
        parts.forEach(straight::add);
        List<float[]> shuffled = new ArrayList<>(parts);
        Collections.shuffle(shuffled, new Random(seed));
        Histogram left = new Histogram();
        Histogram right = new Histogram();

        for (int i = 0; i < shuffled.size(); i++) {
            (i % 2 == 0 ? left : right).add(shuffled.get(i));
        }
        right.add(left);

        assertThat(right).isEqualTo(straight);
    }

    /** Parts of very different sizes, signs and magnitudes. */
    private static List<float[]> parts(SplittableRandom random) {
        List<float[]> parts = new ArrayList<>();
        for (int part = 0; part < 6; part++) {
            float[] values = new float[random.nextInt(1, 400)];
            double magnitude = Math.pow(10, random.nextInt(-6, 6));
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(5) == 0 ? 0 : (float) (magnitude * (random.nextDouble() - 0.3));
            }
            parts.add(values);
        }
        return parts;
    }

    @ParameterizedTest
    @ValueSource(floats = {1e-38f, 1e-7f, 0.4f, 1, 3.5f, 1e6f, 3e38f})
    void countsEveryValueInTheBinThatHoldsIt(float scale) {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[5000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (scale * (random.nextDouble() - 0.5));
        }
        Histogram histogram = new Histogram();
        histogram.add(values);

        long[] expected = new long[histogram.bins()];
        for (float value : values) {
            int bin = 0;
            while (!(value >= histogram.start(bin) && value < histogram.start(bin) + histogram.width())) {
                bin++;
            }
            expected[bin]++;
        }

        assertThat(histogram.total()).isEqualTo(values.length);
        for (int bin = 0; bin < histogram.bins(); bin++) {
            assertThat(histogram.count(bin)).isEqualTo(expected[bin]);
        }
    }

    @Test
    void countsWhatIsCutOffAtTheEnds() {
        SplittableRandom random = new SplittableRandom(7);
        float[] values = new float[3000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextDouble() * 20 - 13);
        }
        values[0] = -13;
        values[1] = 7;
        Histogram all = new Histogram();
        all.add(values);

        Histogram within = all.within(new Range(-3, Double.POSITIVE_INFINITY));

        assertThat(within.total()).isEqualTo(values.length);
        assertThat(within.low()).isEqualTo(-3);
        assertThat(within.high()).isEqualTo(7);
        for (int bin = 0; bin < within.bins(); bin++) {
            double start = within.start(bin);
            double end = start + within.width();
            long expected = IntStream.range(0, values.length)
                    .mapToDouble(i -> Math.max(-3, values[i]))
                    .filter(value -> value >= start && value < end)
                    .count();
            assertThat(within.count(bin)).isEqualTo(expected);
        }
    }

    @Test
    void usesAtLeastHalfOfItsBins() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 200; i++) {
            Histogram histogram = new Histogram();
            histogram.add(new float[] {(float) -random.nextDouble(), (float) (random.nextDouble() * 100)});

            double used = (histogram.high() - histogram.low()) / histogram.width();

            assertThat(used).isBetween(Histogram.BINS / 2.0 - 2, (double) Histogram.BINS);
        }
    }

    @Test
    void keepsZerosApart() {
        Histogram histogram = new Histogram();
        histogram.add(new float[] {0, -0f, 0});
        assertThat(histogram.bins()).isZero();

        histogram.add(new float[] {0, 2, -1});

        assertThat(histogram.zeros()).isEqualTo(4);
        assertThat(histogram.total()).isEqualTo(6);
        assertThat(histogram.low()).isEqualTo(-1);
        assertThat(histogram.high()).isEqualTo(2);
    }
}
