package io.edgeopt.optimizers.quantize.emit;

/** Puts the weights of one output channel into integers, with the scale that leaves the least squared error. */
final class ChannelRounding {
    /** How many scales are tried between the least and the largest that make sense. */
    private static final int TRIES = 16;

    private final Rounding rounding;

    ChannelRounding(Rounding rounding) {
        this.rounding = rounding;
    }

    /**
     * The best scale.
     *
     * @param weights in the order in which a kernel multiplies them
     * @param least a scale that must not be undercut
     */
    float scale(double[] weights, float least) {
        double largest = 0;
        for (double weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        float whole = (float) Math.max(largest / rounding.most(), least);
        if (whole < Float.MIN_NORMAL) {
            return 1;
        }
        if (rounding != Rounding.PAIRED) {
            return whole;
        }
        double safe = largestPair(weights) / Rounding.PAIR;
        if (safe <= whole) {
            return whole;
        }
        float best = whole;
        double fewest = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= TRIES; i++) {
            float scale = (float) (whole * Math.pow(safe / whole, i / (double) TRIES));
            double error = error(weights, integers(weights, scale), scale);
            if (error < fewest) {
                fewest = error;
                best = scale;
            }
        }
        return best;
    }

    /** The largest sum of the magnitudes of two neighbours of one sign that are added first. */
    private static double largestPair(double[] weights) {
        double most = 0;
        for (int i = 0; i + 1 < weights.length; i += 2) {
            double a = weights[i];
            double b = weights[i + 1];
            most = Math.max(most, a * b > 0 ? Math.abs(a + b) : 0);
        }
        return most;
    }

    int[] integers(double[] weights, float scale) {
        int[] integers = new int[weights.length];
        for (int i = 0; i < weights.length; i++) {
            integers[i] = (int) Math.rint(weights[i] / scale);
        }
        return fit(integers);
    }

    /** Brings integers within what a processor takes. */
    int[] fitted(int[] wanted) {
        return fit(wanted.clone());
    }

    private int[] fit(int[] integers) {
        int most = rounding.most();
        for (int i = 0; i < integers.length; i++) {
            integers[i] = Math.max(-most, Math.min(most, integers[i]));
        }
        if (rounding == Rounding.PAIRED) {
            for (int i = 0; i + 1 < integers.length; i += 2) {
                keepWithin(integers, i);
            }
        }
        return integers;
    }

    /** Takes what is too much from both neighbours alike, which changes the squares least. */
    private static void keepWithin(int[] integers, int i) {
        int a = Math.abs(integers[i]);
        int b = Math.abs(integers[i + 1]);
        boolean sameSign = integers[i] > 0 == integers[i + 1] > 0;
        int excess = a + b - Rounding.PAIR;
        if (!sameSign || excess <= 0) {
            return;
        }
        int fromLarger = Math.min(Math.max(a, b), (excess + 1) / 2);
        int larger = a >= b ? i : i + 1;
        integers[larger] -= Integer.signum(integers[larger]) * fromLarger;
        int other = a >= b ? i + 1 : i;
        integers[other] -= Integer.signum(integers[other]) * (excess - fromLarger);
    }

    static double error(double[] weights, int[] integers, float scale) {
        double error = 0;
        for (int i = 0; i < weights.length; i++) {
            double difference = weights[i] - (double) integers[i] * scale;
            error += difference * difference;
        }
        return error;
    }
}
