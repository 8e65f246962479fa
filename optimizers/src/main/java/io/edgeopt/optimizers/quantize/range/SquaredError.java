package io.edgeopt.optimizers.quantize.range;

/**
 * The squared error of putting a distribution into integers over a range: what is inside is rounded to steps, which costs
 * a twelfth of a squared step each, what is outside is cut off; zeros cost nothing.
 *
 * <p>With running sums over the bins the error of a range is known at once, so that all ranges of a fine lattice can be
 * tried.
 */
final class SquaredError {
    /** Ends tried on either side of a distribution that has two. */
    private static final int ENDS = 512;

    private final Histogram histogram;
    private final Steps steps;
    private final double start;
    private final double width;
    /** Sums over the bins before each: how many values, their sum, and the sum of their squares. */
    private final double[] counts;

    private final double[] sums;
    private final double[] squares;

    /**
     * What each end alone decides, by its bin, so that little is left to compute for each pair of them: the error of what
     * is beyond it; or, where the range reaches as far on either side, of all, if this is the end that is further off.
     */
    private final double[] below;

    private final double[] above;
    private final int last;

    SquaredError(Histogram histogram, Steps steps) {
        this.histogram = histogram;
        this.steps = steps;
        this.start = histogram.bins() == 0 ? 0 : histogram.start(0);
        this.width = histogram.width();
        int bins = histogram.bins();
        counts = new double[bins + 1];
        sums = new double[bins + 1];
        squares = new double[bins + 1];
        for (int bin = 0; bin < bins; bin++) {
            double count = histogram.count(bin);
            double centre = histogram.centre(bin);
            counts[bin + 1] = counts[bin] + count;
            sums[bin + 1] = sums[bin] + count * centre;
            squares[bin + 1] = squares[bin] + count * centre * centre;
        }
        last = bins;
        below = new double[bins + 1];
        above = new double[bins + 1];
        for (int bin = 0; bin <= bins; bin++) {
            below[bin] = steps.isSymmetric() ? around(Math.abs(end(bin))) : beyond(0, bin, end(bin));
            above[bin] = steps.isSymmetric() ? around(Math.abs(end(bin))) : beyond(bin, last, end(bin));
        }
    }

    Range least() {
        int bins = histogram.bins();
        if (bins == 0) {
            return new Range(0, 0);
        }
        int zero = (int) Math.round(-start / width);
        int top = (int) Math.ceil((histogram.high() - start) / width);
        int lowStride = Math.max(1, zero / ENDS);
        int highStride = zero == 0 ? 1 : Math.max(1, (top - zero) / ENDS);
        int bestLow = 0;
        int bestHigh = top;
        double best = Double.POSITIVE_INFINITY;
        for (int low = 0; low <= zero; low += lowStride) {
            for (int high = top; high >= zero; high -= highStride) {
                double error = of(low, high);
                if (error < best) {
                    best = error;
                    bestLow = low;
                    bestHigh = high;
                }
            }
        }
        return Range.around(Math.max(end(bestLow), histogram.low()), Math.min(end(bestHigh), histogram.high()));
    }

    private double end(int bin) {
        return start + bin * width;
    }

    /** The summed error of the range from the start of bin {@code low} to the start of bin {@code high}. */
    private double of(int low, int high) {
        if (steps.isSymmetric()) {
            return -end(low) >= end(high) ? below[low] : above[high];
        }
        double step = (end(high) - end(low)) / steps.count();
        return (counts[Math.min(last, high)] - counts[low]) * step * step / 12 + below[low] + above[high];
    }

    /** The summed error of a range that reaches as far below zero as above. */
    private double around(double reach) {
        int low = Math.max(0, binAt(-reach));
        int high = Math.min(last, binAt(reach));
        double step = 2 * reach / steps.count();
        return (counts[high] - counts[low]) * step * step / 12 + beyond(0, low, -reach) + beyond(high, last, reach);
    }

    private int binAt(double value) {
        return (int) Math.round((value - start) / width);
    }

    /** The squared distances to {@code end} of what lies in those bins. */
    private double beyond(int start, int stop, double end) {
        double count = counts[stop] - counts[start];
        double sum = sums[stop] - sums[start];
        double square = squares[stop] - squares[start];
        return square - 2 * end * sum + end * end * count;
    }
}
