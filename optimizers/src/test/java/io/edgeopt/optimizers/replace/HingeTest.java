package io.edgeopt.optimizers.replace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HingeTest {
    private static float[] drawn(double from, double to) {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[400];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (from + (to - from) * random.nextDouble());
        }
        return values;
    }

    private static float[] hardSwish(float[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] * Math.min(6, Math.max(0, x[i] + 3)) / 6;
        }
        return y;
    }

    @Test
    void findsTheHingeThatIsThere() {
        float[] x = drawn(-3, 3);
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = Math.max(0, 2 * x[i] - 1);
        }

        Hinge found = Hinge.of(x, y);

        assertThat(found.factor()).isCloseTo(2, within(0.05));
        assertThat(found.term()).isCloseTo(-1, within(0.1));
        assertThat(found.error()).isLessThan(1e-3 * Hinge.plain(x, y).error());
    }

    @ParameterizedTest(name = "from {0}")
    @ValueSource(doubles = {-6, -2, -0.5, 1})
    void isNeverFurtherFromHardSwishThanAPlainRelu(double from) {
        float[] x = drawn(from, from + 4);
        float[] y = hardSwish(x);

        assertThat(Hinge.of(x, y).error()).isLessThanOrEqualTo(Hinge.plain(x, y).error());
    }

    @Test
    void doesNotBendWhatIsStraight() {
        float[] x = drawn(3, 6);

        Hinge found = Hinge.of(x, hardSwish(x));

        assertThat(found.factor()).isCloseTo(1, within(1e-4));
        assertThat(found.term()).isCloseTo(0, within(1e-3));
    }

    @Test
    void killsNoChannel() {
        float[] x = drawn(-2, -0.1);

        assertThat(Hinge.of(x, hardSwish(x)).factor()).isGreaterThan(0);
        assertThat(Hinge.of(new float[10], new float[10]).factor()).isEqualTo(1);
    }
}
