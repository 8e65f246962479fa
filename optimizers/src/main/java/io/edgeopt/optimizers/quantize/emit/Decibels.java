package io.edgeopt.optimizers.quantize.emit;

/** A ratio of energies on a logarithmic scale. */
public final class Decibels {
    /** What a noise of nothing counts as. */
    private static final double MOST = 200;

    private Decibels() {}

    public static double of(double signal, double noise) {
        if (noise <= 0) {
            return MOST;
        }
        return Math.max(-MOST, Math.min(MOST, 10 * Math.log10(signal / noise)));
    }
}
