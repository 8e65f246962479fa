package io.edgeopt.optimizers.quantize.range;

/** The least and the largest of some values, the wrong way round of none, and both NaN where a value is not finite. */
record Extremes(float least, float most) {
    static Extremes of(float[] values) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        float odd = 0;
        for (float value : values) {
            // Comparisons, because Math.min takes five times as long, for NaN, which is looked for apart.
            if (value < least) {
                least = value;
            }
            if (value > most) {
                most = value;
            }
            odd += 0 * value;
        }
        return odd == 0 ? new Extremes(least, most) : new Extremes(Float.NaN, Float.NaN);
    }

    boolean areFinite() {
        return !Float.isNaN(least);
    }
}
