package io.edgeopt.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Float16Test {
    private static final int LARGEST_FINITE = 0x7BFF;

    /** IEEE 754's own definition, in exact double arithmetic. */
    private static double valueOf(int half) {
        int exponent = half >> 10 & 0x1F;
        int fraction = half & 0x3FF;
        double magnitude =
                exponent == 0 ? Math.scalb((double) fraction, -24) : Math.scalb(1024.0 + fraction, exponent - 25);
        return (half & 0x8000) == 0 ? magnitude : -magnitude;
    }

    @Test
    void widensEveryHalfExactlyAndNarrowsItBack() {
        for (int half = 0; half < 1 << 16; half++) {
            float widened = Float16.toFloat((short) half);

            boolean nan = (half & 0x7FFF) > 0x7C00;
            boolean infinite = (half & 0x7FFF) == 0x7C00;
            if (nan) {
                assertThat(widened).as("half %x", half).isNaN();
            } else if (infinite) {
                assertThat(widened).isEqualTo(half < 0x8000 ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY);
            } else if (widened != valueOf(half)) {
                assertThat((double) widened).as("half %x", half).isEqualTo(valueOf(half));
            }
            if (!nan && Float16.fromFloat(widened) != (short) half) {
                assertThat(Float16.fromFloat(widened)).as("half %x", half).isEqualTo((short) half);
            }
        }
    }

    @Test
    void roundsToTheNearestHalfAndTiesToTheEvenOne() {
        for (int half = 0; half < LARGEST_FINITE; half++) {
            // Two neighbours differ by more than a float's step, so their middle is a float.
            float middle = (float) ((valueOf(half) + valueOf(half + 1)) / 2);
            int even = half % 2 == 0 ? half : half + 1;

            boolean right = Float16.fromFloat(middle) == (short) even
                    && Float16.fromFloat(Math.nextDown(middle)) == (short) half
                    && Float16.fromFloat(Math.nextUp(middle)) == (short) (half + 1)
                    && Float16.fromFloat(-middle) == (short) (even | 0x8000);

            assertThat(right).as("between half %x and its successor", half).isTrue();
        }
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "65519.996, 7bff",
        "65520, 7c00",
        "65536, 7c00",
        "3.4e38, 7c00",
        "-65520, fc00",
        "Infinity, 7c00",
        "-Infinity, fc00",
        "NaN, 7e00",
        "0, 0",
        "-0.0, 8000",
        "2.9802322e-8, 0",
        "2.9802326e-8, 1",
        "1e-45, 0"
    })
    void narrowsTheEndsOfTheRange(float value, String half) {
        assertThat(Integer.toHexString(Float16.fromFloat(value) & 0xFFFF)).isEqualTo(half);
    }
}
