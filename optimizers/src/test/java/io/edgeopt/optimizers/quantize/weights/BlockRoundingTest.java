package io.edgeopt.optimizers.quantize.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.tensor.Shape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockRoundingTest {
    private static float[] drawn(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) ((random.nextDouble() - 0.5) * Math.exp(4 * random.nextDouble() - 6));
        }
        return values;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void leavesNoMoreThanHalfAStepWithEightBits(long seed) {
        float[] weights = drawn(seed, 6 * 40);
        BlockLayout layout = BlockLayout.perChannel(Shape.of(6, 40), 0);

        BlockRounding rounding = BlockRounding.of(weights, layout, 8);

        int[] scaleOf = layout.scaleOfEach();
        float[] values = rounding.values(layout);
        for (int i = 0; i < weights.length; i++) {
            // A scale rounded to a half may reach 127.06 steps.
            assertThat(Math.abs(values[i] - weights[i])).isLessThanOrEqualTo(0.57f * rounding.scales()[scaleOf[i]]);
        }
    }

    @ParameterizedTest(name = "{0} bits, seed {1}")
    @CsvSource({"2, 1", "3, 1", "4, 1", "4, 2", "5, 3", "6, 4"})
    void isNoWorseThanTheScaleThatReachesTheLargest(int bits, long seed) {
        float[] weights = drawn(seed, 64);
        BlockLayout layout = BlockLayout.perChannel(Shape.of(1, 64), 0);
        int top = (1 << (bits - 1)) - 1;
        float largest = 0;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        float[] plain = new float[64];
        for (int i = 0; i < 64; i++) {
            plain[i] = Math.round(weights[i] * top / largest) * largest / top;
        }

        BlockRounding rounding = BlockRounding.of(weights, layout, bits);

        // Up to what rounding the scale to a half may cost.
        assertThat(Draft.sqnr(weights, rounding.values(layout))).isGreaterThan(Draft.sqnr(weights, plain) - 0.1);
    }

    @Test
    void staysWithinItsBits() {
        float[] weights = drawn(9, 512);
        BlockLayout layout = BlockLayout.inBlocks(Shape.of(4, 128), 0, 32);

        BlockRounding rounding = BlockRounding.of(weights, layout, 4);

        assertThat(java.util.Arrays.stream(rounding.codes())).allMatch(code -> code >= -8 && code <= 7);
        assertThat(rounding.scales()).hasSize(16);
    }

    @Test
    void keepsZerosAndTinyBlocksAsTheyAre() {
        float[] weights = new float[64];
        weights[40] = 1e-20f;
        BlockLayout layout = BlockLayout.inBlocks(Shape.of(1, 64), 0, 32);

        BlockRounding rounding = BlockRounding.of(weights, layout, 8);

        assertThat(rounding.scalesAreHalves()).isFalse();
        assertThat(rounding.values(layout)[40]).isEqualTo(1e-20f);
        assertThat(rounding.values(layout)[0]).isZero();
    }

    @ParameterizedTest(name = "{0} along axis {1} in blocks of {2}: {3} scales")
    @CsvSource({
        "8x64, 0, 32, 16",
        "64x8, 1, 32, 16",
        "8x4x3x3, 0, 32, 16",
        "8x1x3x3, 0, 32, 8",
        "2x8x64, 1, 32, 32",
        "7x61, 0, 32, 7",
        "16x8x2x2, 1, 32, 8",
        "2x8x16, 1, 32, 8"
    })
    void sharesScalesWithinChannels(String shape, int axis, int block, int scales) {
        long[] dims = java.util.Arrays.stream(shape.split("x"))
                .mapToLong(Long::parseLong)
                .toArray();

        BlockLayout layout = BlockLayout.inBlocks(Shape.of(dims), axis, block);

        assertThat(layout.scales().size()).isEqualTo(scales);
        assertThat(layout.view().size()).isEqualTo(Shape.of(dims).size());
        int[] each = layout.scaleOfEach();
        long inner = 1;
        for (int i = axis + 1; i < dims.length; i++) {
            inner *= dims[i];
        }
        java.util.Map<Integer, Long> channelOf = new java.util.HashMap<>();
        for (int i = 0; i < each.length; i++) {
            long channel = i / inner % dims[axis];
            assertThat(channelOf.merge(each[i], channel, (a, b) -> a)).isEqualTo(channel);
        }
        assertThat(channelOf).hasSize(scales);
    }
}
