package io.edgeopt.core.image;

/**
 * Which source pixels make each target pixel along one axis, and with what weights: a triangle as wide as the scale,
 * in fixed point with 22 bits, computed and rounded as Pillow's {@code Resample.c} does.
 */
final class PillowAxis {
    static final int BITS = 22;
    static final int HALF = 1 << (BITS - 1);

    private final int source;
    private final int scaled;
    private final int from;
    private final int count;
    private final int taps;
    private final int[] first;
    private final int[] used;
    private final int[] weights;

    private PillowAxis(int source, int scaled, int from, int count) {
        this.source = source;
        this.scaled = scaled;
        this.from = from;
        this.count = count;
        double scale = (double) source / scaled;
        double support = Math.max(1, scale);
        this.taps = (int) Math.ceil(support) * 2 + 1;
        this.first = new int[count];
        this.used = new int[count];
        this.weights = new int[taps * count];
        double[] exact = new double[taps];
        for (int i = 0; i < count; i++) {
            double center = (from + i + 0.5) * scale;
            int begin = Math.max(0, (int) (center - support + 0.5));
            int end = Math.min(source, (int) (center + support + 0.5));
            double sum = 0;
            for (int k = 0; k < end - begin; k++) {
                double distance = Math.abs((k + begin - center + 0.5) * (1.0 / support));
                exact[k] = distance < 1 ? 1 - distance : 0;
                sum += exact[k];
            }
            first[i] = begin;
            used[i] = end - begin;
            for (int k = 0; k < used[i]; k++) {
                double weight = sum == 0 ? exact[k] : exact[k] / sum;
                weights[taps * i + k] = (int) (0.5 + weight * (1 << BITS));
            }
        }
    }

    /** The targets {@code from} to {@code from + count} of {@code source} pixels resized to {@code scaled}. */
    static PillowAxis of(int source, int scaled, int from, int count) {
        return new PillowAxis(source, scaled, from, count);
    }

    boolean fits(int otherSource, int otherScaled, int otherFrom, int otherCount) {
        return source == otherSource && scaled == otherScaled && from == otherFrom && count == otherCount;
    }

    int first(int target) {
        return first[target];
    }

    /** The source pixel after the last that {@code target} is made of. */
    int end(int target) {
        return first[target] + used[target];
    }

    int used(int target) {
        return used[target];
    }

    /** Where the weights of {@code target} begin in {@link #weights}. */
    int weightsAt(int target) {
        return taps * target;
    }

    int[] weights() {
        return weights;
    }

    static int clip(int sum) {
        // The weights are positive and sum to one, so only rounding can overshoot.
        return Math.min(255, sum >> BITS);
    }
}
