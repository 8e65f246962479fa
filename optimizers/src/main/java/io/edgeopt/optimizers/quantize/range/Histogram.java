package io.edgeopt.optimizers.quantize.range;

/**
 * How often which values came, in at most {@link #BINS} bins, and zeros apart.
 *
 * <p>A bin is a power of two wide and begins at a whole multiple of its width, and the width is the least with which
 * zero and all values seen fit. So the bins depend on the values alone: in which order they came, or whether histograms
 * of parts were merged, makes no difference.
 */
public final class Histogram {
    public static final int BINS = 4096;

    /** No bins yet: only zeros have come, or nothing. */
    private static final int NONE = Integer.MIN_VALUE;

    /** Narrower bins would not be told apart by floats of that size. */
    private static final int NARROWEST = -160;

    private final long[] counts = new long[BINS];
    private int exponent = NONE;
    /** Which multiple of the width the first bin begins at. */
    private long first;

    private long zeros;
    private long total;
    private double low;
    private double high;

    /** Adds finite values. */
    public void add(float[] values) {
        add(values, Extremes.of(values));
    }

    /** Adds finite values whose extremes are known. */
    void add(float[] values, Extremes extremes) {
        double least = Math.min(0, extremes.least());
        double most = Math.max(0, extremes.most());
        total += values.length;
        fit(least, most);
        if (exponent == NONE) {
            zeros += values.length;
            return;
        }
        double perBin = Math.scalb(1.0, -exponent);
        int origin = (int) -first;
        long none = 0;
        // This is most of what calibration does: rounded down without a call to floor, and zeros, which come at any
        // turn after a rectifier, counted without a branch.
        for (float value : values) {
            double place = value * perBin;
            int bin = (int) place;
            counts[bin + origin - (place < bin ? 1 : 0)]++;
            none += value == 0 ? 1 : 0;
        }
        counts[origin] -= none;
        zeros += none;
    }

    /** Adds what {@code other} has seen. */
    public void add(Histogram other) {
        fit(other.low, other.high);
        total += other.total;
        zeros += other.zeros;
        if (other.exponent != NONE) {
            int shift = exponent - other.exponent;
            for (int i = 0; i < BINS; i++) {
                if (other.counts[i] != 0) {
                    counts[(int) (((other.first + i) >> shift) - first)] += other.counts[i];
                }
            }
        }
    }

    /** The same had every value beyond an end of {@code range} been that end, but for the width of a bin. */
    Histogram within(Range range) {
        Histogram cut = new Histogram();
        cut.total = total;
        cut.zeros = zeros;
        cut.low = Math.max(low, range.low());
        cut.high = Math.min(high, range.high());
        cut.exponent = exponent;
        cut.first = first;
        if (exponent != NONE) {
            int from = binOf(cut.low);
            int to = binOf(cut.high);
            for (int bin = 0; bin < BINS; bin++) {
                cut.counts[Math.max(from, Math.min(to, bin))] += counts[bin];
            }
        }
        return cut;
    }

    private int binOf(double value) {
        return (int) ((long) Math.floor(Math.scalb(value, -exponent)) - first);
    }

    /** Makes room for values between these two, which zero lies between. */
    private void fit(double least, double most) {
        if (least >= low && most <= high) {
            return;
        }
        low = Math.min(low, least);
        high = Math.max(high, most);
        int needed = Math.max(exponent, exponentFor(low, high));
        long start = (long) Math.floor(Math.scalb(low, -needed));
        if (exponent != NONE && (needed != exponent || start != first)) {
            long[] old = counts.clone();
            java.util.Arrays.fill(counts, 0);
            int shift = needed - exponent;
            for (int i = 0; i < BINS; i++) {
                if (old[i] != 0) {
                    counts[(int) (((first + i) >> shift) - start)] += old[i];
                }
            }
        }
        exponent = needed;
        first = start;
    }

    private static int exponentFor(double low, double high) {
        int exponent = Math.max(NARROWEST, Math.getExponent(high - low) - 13);
        while (Math.floor(Math.scalb(high, -exponent)) - Math.floor(Math.scalb(low, -exponent)) >= BINS) {
            exponent++;
        }
        return exponent;
    }

    /** How many values were seen, zeros among them. */
    public long total() {
        return total;
    }

    public long zeros() {
        return zeros;
    }

    /** The least value seen, or zero where all are above it. */
    public double low() {
        return low;
    }

    /** The largest value seen, or zero where all are below it. */
    public double high() {
        return high;
    }

    /** How many bins there are; 0 where only zeros came. */
    public int bins() {
        return exponent == NONE ? 0 : BINS;
    }

    public double width() {
        return exponent == NONE ? 0 : Math.scalb(1.0, exponent);
    }

    /** Values in a bin, without zeros. */
    public long count(int bin) {
        return counts[bin];
    }

    /** The value at which a bin begins. */
    public double start(int bin) {
        return (first + bin) * width();
    }

    public double centre(int bin) {
        return (first + bin + 0.5) * width();
    }

    /** Bytes that one histogram takes, near enough. */
    public static long bytes() {
        return Long.BYTES * (long) BINS + 64;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram that
                && exponent == that.exponent
                && first == that.first
                && zeros == that.zeros
                && total == that.total
                && low == that.low
                && high == that.high
                && java.util.Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(counts) + exponent;
    }
}
