package io.edgeopt.core.data;

/** A number for a text and a seed that looks random, is the same on every machine, and knows nothing of order. */
public final class SeededHash {
    private SeededHash() {}

    public static long of(long seed, String text) {
        long hash = mix(seed + 0x9E37_79B9_7F4A_7C15L);
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x0000_0100_0000_01B3L;
        }
        return mix(hash);
    }

    /** The finishing step of SplitMix64. */
    private static long mix(long bits) {
        long z = (bits ^ bits >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }
}
