package io.edgeopt.optimizers.quantize.range;

/** The values that a tensor's integers shall cover; zero is among them, because zeros must stay exact. */
public record Range(double low, double high) {
    public Range {
        if (!(low <= 0 && high >= 0)) {
            throw new IllegalArgumentException("a range holds zero: [%s, %s]".formatted(low, high));
        }
    }

    /** The smallest range that holds zero and both values. */
    public static Range around(double low, double high) {
        return new Range(Math.min(0, low), Math.max(0, high));
    }

    /** The part that lies within {@code other} too. */
    public Range within(Range other) {
        return new Range(Math.max(low, other.low), Math.min(high, other.high));
    }

    public Range union(Range other) {
        return new Range(Math.min(low, other.low), Math.max(high, other.high));
    }

    public double width() {
        return high - low;
    }
}
