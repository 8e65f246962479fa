package io.edgeopt.optimizers.quantize.emit;

/** How far the integers of weights may go, given how a processor adds their products up. */
public enum Rounding {
    /** All 8 bits: products are added in 32 bits. */
    FULL,
    /**
     * Processors without instructions for 8-bit products add two neighbouring ones in 16 bits, which saturate: the sum of
     * two neighbouring weights of one sign is kept within 128, which times 255 just fits.
     */
    PAIRED,
    /** 7 bits, so that no two products can saturate, whichever are added. */
    SEVEN_BITS;

    static final int MOST = 127;

    /** What the magnitudes of two neighbours of one sign may add up to. */
    static final int PAIR = 128;

    int most() {
        return this == SEVEN_BITS ? PAIR / 2 : MOST;
    }
}
