package io.edgeopt.optimizers.quantize.range;

/** How integers divide a range: into how many steps, and whether they lie evenly around zero. */
public enum Steps {
    /** 0 … 255, with zero wherever it falls. */
    UNSIGNED_8(255, false),
    /** -128 … 127, with zero wherever it falls. */
    SIGNED_8(255, false),
    /** -127 … 127. */
    SYMMETRIC_8(254, true);

    private final int count;
    private final boolean symmetric;

    Steps(int count, boolean symmetric) {
        this.count = count;
        this.symmetric = symmetric;
    }

    /** How many steps there are from the lowest integer to the highest. */
    public int count() {
        return count;
    }

    public boolean isSymmetric() {
        return symmetric;
    }

    public boolean isSigned() {
        return this != UNSIGNED_8;
    }

    /** The lowest integer. */
    public int least() {
        return this == UNSIGNED_8 ? 0 : most() - count;
    }

    /** The highest integer. */
    public int most() {
        return this == UNSIGNED_8 ? count : Byte.MAX_VALUE;
    }

    /** The width of one step over a range. */
    public double size(Range range) {
        return symmetric ? 2 * Math.max(-range.low(), range.high()) / count : range.width() / count;
    }
}
