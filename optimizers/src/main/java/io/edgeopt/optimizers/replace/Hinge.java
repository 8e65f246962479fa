package io.edgeopt.optimizers.replace;

import java.util.Arrays;

/**
 * The {@code max(0, factor * x + term)} nearest to a function on samples, by least squares. Where the bend lies is tried
 * out on the samples' own quantiles; for each, the slope follows.
 *
 * @param error the sum of squares by which it is wrong
 */
record Hinge(double factor, double term, double error) {
    private static final int BENDS = 48;

    /** Below this slope a channel is as good as dead, and no training would wake it. */
    private static final double LEAST = 0.02;

    private static final Hinge PLAIN = new Hinge(1, 0, 0);

    static Hinge of(float[] x, float[] y) {
        Hinge best = PLAIN.on(x, y);
        float[] sorted = x.clone();
        Arrays.sort(sorted);
        for (int bend = 0; bend < BENDS; bend++) {
            best = better(best, bentAt(sorted[bend * (sorted.length - 1) / BENDS], x, y));
        }
        best = better(best, bentAt(0, x, y));
        return better(best, straight(x, y));
    }

    private static Hinge better(Hinge one, Hinge other) {
        return other.factor >= LEAST && other.error < one.error ? other : one;
    }

    private static Hinge bentAt(double bend, float[] x, float[] y) {
        double along = 0;
        double square = 0;
        for (int i = 0; i < x.length; i++) {
            double over = Math.max(0, x[i] - bend);
            along += over * y[i];
            square += over * over;
        }
        double factor = square > 0 ? along / square : 0;
        return new Hinge(factor, -factor * bend, 0).on(x, y);
    }

    /** The straight line through all of them, cut at zero: some channels hardly ever bend. */
    private static Hinge straight(float[] x, float[] y) {
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            meanX += x[i];
            meanY += y[i];
        }
        meanX /= x.length;
        meanY /= x.length;
        double along = 0;
        double square = 0;
        for (int i = 0; i < x.length; i++) {
            along += (x[i] - meanX) * (y[i] - meanY);
            square += (x[i] - meanX) * (x[i] - meanX);
        }
        double factor = square > 0 ? along / square : 0;
        return new Hinge(factor, meanY - factor * meanX, 0).on(x, y);
    }

    /** The same, with its error on these. */
    Hinge on(float[] x, float[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double wrong = y[i] - Math.max(0, factor * x[i] + term);
            sum += wrong * wrong;
        }
        return new Hinge(factor, term, sum);
    }

    /** A plain Relu, and how wrong it is. */
    static Hinge plain(float[] x, float[] y) {
        return PLAIN.on(x, y);
    }
}
