package io.edgeopt.optimizers.quantize.range;

/** The least and the largest of some values, the wrong way round of none, and whether all of them are finite. */
record Extremes(float least, float most, boolean finite) {
    static Extremes of(float[] values) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        float odd = 0;
        for (float value : values) {
            // Comparisons, because Math.min takes three times as long, for NaN, which is looked for apart.
            if (value < least) {
                least = value;
            }
            if (value > most) {
                most = value;
            }
            odd += 0 * value;
        }
        return new Extremes(least, most, odd == 0);
    }
}
