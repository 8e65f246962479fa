package io.edgeopt.optimizers.quantize.diagnose;

import io.edgeopt.core.diagnose.Distribution;
import io.edgeopt.optimizers.quantize.range.Histogram;
import io.edgeopt.optimizers.quantize.range.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes few bins, that can be drawn, of a histogram's many. */
final class Spread {
    private static final int BINS = 48;

    private Spread() {}

    /**
     * Empty where nothing but zeros came.
     *
     * @param covered what the integers cover, where there are any
     */
    static Optional<Distribution> of(Histogram histogram, Optional<Range> covered) {
        double low = histogram.low();
        double high = histogram.high();
        long rest = histogram.total() - histogram.zeros();
        if (histogram.bins() == 0 || rest == 0 || !(high > low)) {
            return Optional.empty();
        }
        double width = (high - low) / BINS;
        double[] counts = new double[BINS];
        for (int bin = 0; bin < histogram.bins(); bin++) {
            if (histogram.count(bin) > 0) {
                int place = (int) ((histogram.centre(bin) - low) / width);
                counts[Math.max(0, Math.min(BINS - 1, place))] += histogram.count(bin);
            }
        }
        List<Double> shares = new ArrayList<>();
        for (double count : counts) {
            shares.add(count / rest);
        }
        Range range = covered.orElse(new Range(low, high));
        return Optional.of(new Distribution(
                low, width, shares, (double) histogram.zeros() / histogram.total(), range.low(), range.high()));
    }
}
