package io.edgeopt.optimizers.quantize.range;

import java.util.Optional;

/** What a run after run told of one tensor; the size does not grow with the number of runs. */
public final class Statistics {
    private final Optional<Histogram> histogram;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private double sumOfLows;
    private double sumOfHighs;
    private long runs;

    private Statistics(Optional<Histogram> histogram) {
        this.histogram = histogram;
    }

    /** Keeps extremes only. */
    public static Statistics ofExtremes() {
        return new Statistics(Optional.empty());
    }

    /** Keeps a histogram too. */
    public static Statistics ofValues() {
        return new Statistics(Optional.of(new Histogram()));
    }

    /** Adds the finite values of one run. */
    public void add(float[] values) {
        add(values, Extremes.of(values));
    }

    /** Adds the finite values of one run, whose extremes are known. */
    void add(float[] values, Extremes extremes) {
        if (values.length > 0) {
            addExtremes(extremes.least(), extremes.most());
            histogram.ifPresent(held -> held.add(values, extremes));
        }
    }

    /** Adds the extremes of one run. */
    public void addExtremes(double least, double most) {
        low = Math.min(low, least);
        high = Math.max(high, most);
        sumOfLows += least;
        sumOfHighs += most;
        runs++;
    }

    /** Adds what was told of another tensor that shall have the same scale. */
    public void add(Statistics other) {
        low = Math.min(low, other.low);
        high = Math.max(high, other.high);
        histogram.ifPresent(held -> other.histogram.ifPresent(held::add));
        // The mean range of several tensors is the widest of their means.
        if (other.runs > 0) {
            double least = runs == 0 ? other.meanLow() : Math.min(meanLow(), other.meanLow());
            double most = runs == 0 ? other.meanHigh() : Math.max(meanHigh(), other.meanHigh());
            runs = Math.max(runs, other.runs);
            sumOfLows = least * runs;
            sumOfHighs = most * runs;
        }
    }

    /** The same had every value beyond an end of {@code range} been that end. */
    public Statistics within(Range range) {
        Statistics cut = new Statistics(histogram.map(held -> held.within(range)));
        cut.low = clamped(low, range);
        cut.high = clamped(high, range);
        cut.runs = runs;
        cut.sumOfLows = clamped(meanLow(), range) * runs;
        cut.sumOfHighs = clamped(meanHigh(), range) * runs;
        return cut;
    }

    private static double clamped(double value, Range range) {
        return Math.max(range.low(), Math.min(range.high(), value));
    }

    /** Fails where only extremes were kept. */
    public Histogram histogram() {
        return histogram.orElseThrow(() -> new IllegalStateException("only extremes were kept"));
    }

    /** From the least value to the largest, and zero. */
    public Range extremes() {
        return runs == 0 ? new Range(0, 0) : Range.around(low, high);
    }

    /** From the mean of the runs' least values to that of their largest, and zero. */
    public Range meanExtremes() {
        return runs == 0 ? new Range(0, 0) : Range.around(meanLow(), meanHigh());
    }

    private double meanLow() {
        return runs == 0 ? 0 : sumOfLows / runs;
    }

    private double meanHigh() {
        return runs == 0 ? 0 : sumOfHighs / runs;
    }
}
