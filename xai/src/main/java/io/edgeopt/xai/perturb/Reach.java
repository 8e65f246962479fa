package io.edgeopt.xai.perturb;

/**
 * Of which elements of an earlier axis an element of a later one is made: the {@code i}-th of those from {@code i * stride
 * - before} to {@code i * stride + after}, as far as there are any.
 */
record Reach(int stride, int before, int after) {
    static final Reach SELF = new Reach(1, 0, 0);

    /** Through a window that slides over the axis. */
    Reach through(int kernel, int dilation, int step, int pad) {
        return new Reach(stride * step, before + stride * pad, after + stride * ((kernel - 1) * dilation - pad));
    }

    /** Where two ways meet that are of one stride. */
    Reach with(Reach other) {
        if (stride != other.stride) {
            throw new IllegalArgumentException("%s and %s do not meet".formatted(this, other));
        }
        return new Reach(stride, Math.max(before, other.before), Math.max(after, other.after));
    }

    /** The elements that change, of so many, where {@code changed} ones of the earlier axis do; one at least. */
    Span of(Span changed, int extent) {
        int first = Math.floorDiv(changed.from() - after + stride - 1, stride);
        int last = Math.floorDiv(changed.to() - 1 + before, stride);
        int from = Math.max(0, Math.min(extent - 1, first));
        return new Span(from, Math.max(from, Math.min(extent - 1, last)) + 1);
    }
}
