package io.edgeopt.core.tensor;

/** Floats of 8 and 4 bits, as ONNX lays them out: sign, exponent, mantissa. */
enum SmallFloat {
    /** No infinities; all ones is NaN. */
    E4M3FN(4, 3, 7, 0x7F),
    /** No infinities and no negative zero, whose pattern is NaN. */
    E4M3FNUZ(4, 3, 8, -1),
    /** Infinities and NaN as in IEEE 754. */
    E5M2(5, 2, 15, 0x7D),
    E5M2FNUZ(5, 2, 16, -1),
    /** Finite values alone. */
    E2M1(2, 1, 1, Integer.MAX_VALUE);

    private final int exponentBits;
    private final int mantissaBits;
    private final int bias;
    /** The least magnitude that is NaN; -1 where only the pattern of negative zero is. */
    private final int firstNan;

    SmallFloat(int exponentBits, int mantissaBits, int bias, int firstNan) {
        this.exponentBits = exponentBits;
        this.mantissaBits = mantissaBits;
        this.bias = bias;
        this.firstNan = firstNan;
    }

    float toFloat(int bits) {
        int signBit = 1 << (exponentBits + mantissaBits);
        int magnitude = bits & (signBit - 1);
        boolean negative = (bits & signBit) != 0;
        if (firstNan < 0 ? negative && magnitude == 0 : magnitude >= firstNan) {
            return Float.NaN;
        }
        int exponent = magnitude >> mantissaBits;
        int mantissa = magnitude & ((1 << mantissaBits) - 1);
        float value;
        if (this == E5M2 && exponent == (1 << exponentBits) - 1) {
            value = Float.POSITIVE_INFINITY;
        } else if (exponent == 0) {
            value = Math.scalb((float) mantissa, 1 - bias - mantissaBits);
        } else {
            value = Math.scalb((float) (mantissa | 1 << mantissaBits), exponent - bias - mantissaBits);
        }
        return negative ? -value : value;
    }
}
