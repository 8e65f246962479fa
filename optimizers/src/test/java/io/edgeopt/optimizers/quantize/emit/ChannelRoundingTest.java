package io.edgeopt.optimizers.quantize.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelRoundingTest {
    private static double[] weights(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] weights = new double[75];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.pow(random.nextDouble() - 0.5, 3);
        }
        return weights;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void keepsNeighboursWithinWhat16BitsHold(long seed) {
        ChannelRounding rounding = new ChannelRounding(Rounding.PAIRED);
        double[] weights = weights(seed);

        int[] integers = rounding.integers(weights, rounding.scale(weights, 0));

        for (int i = 0; i + 1 < integers.length; i += 2) {
            int most = 255 * (Math.max(integers[i], 0) + Math.max(integers[i + 1], 0));
            int least = 255 * (Math.min(integers[i], 0) + Math.min(integers[i + 1], 0));
            assertThat(most).isLessThanOrEqualTo(Short.MAX_VALUE);
            assertThat(least).isGreaterThanOrEqualTo(Short.MIN_VALUE);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void losesLessInPairsThanWithSevenBits(long seed) {
        double[] weights = weights(seed);

        assertThat(error(Rounding.PAIRED, weights)).isLessThan(error(Rounding.SEVEN_BITS, weights));
        assertThat(error(Rounding.FULL, weights)).isLessThanOrEqualTo(error(Rounding.PAIRED, weights));
    }

    private static double error(Rounding rounding, double[] weights) {
        ChannelRounding channel = new ChannelRounding(rounding);
        float scale = channel.scale(weights, 0);
        return ChannelRounding.error(weights, channel.integers(weights, scale), scale);
    }

    @ParameterizedTest
    @EnumSource(Rounding.class)
    void givesZerosAScaleAndKeepsToTheLeast(Rounding rounding) {
        ChannelRounding channel = new ChannelRounding(rounding);

        assertThat(channel.scale(new double[] {0, 0}, 0)).isEqualTo(1);
        assertThat(channel.scale(new double[] {0.5, 0.25}, 3)).isEqualTo(3);
    }

    @Test
    void bringsIntegersThatSomebodyElseChoseWithinWhatAProcessorTakes() {
        int[] chosen = {127, 127, -128, 3, -100, -100, 90, 50};

        assertThat(new ChannelRounding(Rounding.FULL).fitted(chosen))
                .containsExactly(127, 127, -127, 3, -100, -100, 90, 50);
        assertThat(new ChannelRounding(Rounding.SEVEN_BITS).fitted(chosen))
                .containsExactly(64, 64, -64, 3, -64, -64, 64, 50);
        assertThat(new ChannelRounding(Rounding.PAIRED).fitted(chosen))
                .containsExactly(64, 64, -127, 3, -64, -64, 84, 44);
    }
}
