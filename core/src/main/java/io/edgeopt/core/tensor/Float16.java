package io.edgeopt.core.tensor;

/** IEEE 754 half precision to and from single, rounding to nearest even (the JDK has these only from 20 on). */
public final class Float16 {
    private Float16() {}

    public static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >> 10 & 0x1F;
        int fraction = half & 0x3FF;
        if (exponent == 0x1F) {
            return Float.intBitsToFloat(sign | 0x7F80_0000 | fraction << 13);
        }
        if (exponent == 0) {
            // Zero or subnormal: the fraction counts units of 2^-24.
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        return Float.intBitsToFloat(sign | (exponent + 112) << 23 | fraction << 13);
    }

    /** Values too large for half precision become infinite. */
    public static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & 0x7FFF_FFFF;
        if (magnitude > 0x7F80_0000) {
            return (short) (sign | 0x7E00);
        }
        if (magnitude >= 0x4780_0000) {
            return (short) (sign | 0x7C00);
        }
        if (magnitude < 0x3880_0000) {
            // Below the smallest normal half: adding 0.5 makes the float unit round to multiples of 2^-24.
            int rounded =
                    Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) + 0.5f) - Float.floatToRawIntBits(0.5f);
            return (short) (sign | rounded);
        }
        int rounded = magnitude + 0xFFF + (magnitude >> 13 & 1);
        return (short) (sign | (rounded - 0x3800_0000) >> 13);
    }
}
