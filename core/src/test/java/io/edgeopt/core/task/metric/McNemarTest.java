package io.edgeopt.core.task.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class McNemarTest {
    @Test
    void givesTheExactAndTheMidPValue() {
        // By hand: P(X <= 2 of 10) = 56/1024 and P(X = 2) = 45/1024.
        McNemar test = McNemar.of(2, 8);

        assertThat(test.exact()).isCloseTo(112.0 / 1024, within(1e-12));
        assertThat(test.midP()).isCloseTo(67.0 / 1024, within(1e-12));
    }

    @Test
    void isTheSameWhicheverOfTheTwoIsBetter() {
        assertThat(McNemar.of(2, 8).midP()).isEqualTo(McNemar.of(8, 2).midP());
    }

    @Test
    void neverPassesOne() {
        assertThat(McNemar.of(5, 5).exact()).isEqualTo(1);
        assertThat(McNemar.of(5, 5).midP()).isLessThanOrEqualTo(1);
    }

    @Test
    void staysAboveZeroFarInTheTail() {
        McNemar test = McNemar.of(416, 10);

        assertThat(test.midP()).isPositive().isLessThan(1e-100);
        assertThat(test.midP()).isLessThan(test.exact());
    }

    @Test
    void staysExactForThousandsOfSamples() {
        // scipy 1.17.1: 2 * binom.cdf(4900, 10000, .5) - binom.pmf(4900, 10000, .5).
        assertThat(McNemar.of(4900, 5100).midP()).isCloseTo(0.045505663376, within(1e-11));
    }
}
