package io.edgeopt.optimizers.quantize.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.tensor.Shape;
import io.edgeopt.optimizers.quantize.weights.BlockLayout;
import org.junit.jupiter.api.Test;

class ScaledCodebookTest {
    private static final BlockLayout LAYOUT = BlockLayout.perChannel(Shape.of(16, 100), 0);

    /** Sixteen channels of a hundred weights, each so much larger than the one before. */
    private static float[] weights(double growth) {
        float[] weights = new float[1600];
        for (int i = 0; i < weights.length; i++) {
            int channel = i / 100;
            weights[i] = (float) (Math.sin(i * 1.7 + channel) * Math.pow(growth, channel));
        }
        return weights;
    }

    @Test
    void keepsSmallChannelsAsWellAsLargeOnes() {
        float[] weights = weights(1.5);
        ChannelScales channels = ChannelScales.of(weights, LAYOUT);
        Codebook plain = Codebook.of(weights, 16);

        ScaledCodebook scaled = ScaledCodebook.of(weights, LAYOUT, 16);

        // Sixteen values for what lies evenly between two bounds leave 1/256 of noise at most.
        assertThat(channels.noise(weights, scaled.weights())).isLessThan(1.0 / 256);
        assertThat(channels.noise(weights, plain.weights())).isGreaterThan(0.05);
        assertThat(scaled.isWorthItsScales(plain)).isTrue();
    }

    @Test
    void isNotWorthItsBytesWhereChannelsAreAlike() {
        float[] weights = weights(1);

        assertThat(ScaledCodebook.of(weights, LAYOUT, 16).isWorthItsScales(Codebook.of(weights, 16)))
                .isFalse();
    }

    @Test
    void keepsChannelsOfZerosAndOfWeightsThatHalvesDoNotReach() {
        float[] weights = weights(3);
        for (int i = 0; i < 100; i++) {
            weights[i] = 0;
            weights[100 + i] *= 1e-9f;
        }

        ScaledCodebook scaled = ScaledCodebook.of(weights, LAYOUT, 16);

        assertThat(scaled.weights()).startsWith(new float[100]);
        assertThat(scaled.scales().noise(weights, scaled.weights())).isLessThan(1.0 / 128);
    }
}
