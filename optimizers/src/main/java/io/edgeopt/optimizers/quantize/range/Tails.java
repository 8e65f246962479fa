package io.edgeopt.optimizers.quantize.range;

/** Cuts rare values off the ends of a distribution. */
final class Tails {
    private Tails() {}

    /** The narrowest range of whole bins outside which lies at most {@code share} of the values, half at either end. */
    static Range cut(Histogram histogram, double share) {
        if (histogram.bins() == 0) {
            return new Range(0, 0);
        }
        double allowed = histogram.total() * share / 2;
        int from = 0;
        for (double left = 0; from < histogram.bins() && histogram.start(from) < 0; from++) {
            left += histogram.count(from);
            if (left > allowed) {
                break;
            }
        }
        int to = histogram.bins() - 1;
        for (double right = 0; to >= 0 && histogram.start(to) >= 0; to--) {
            right += histogram.count(to);
            if (right > allowed) {
                break;
            }
        }
        double low = from == histogram.bins() ? 0 : histogram.start(from);
        double high = to < 0 ? 0 : histogram.start(to) + histogram.width();
        return Range.around(Math.max(low, histogram.low()), Math.min(high, histogram.high()));
    }
}
