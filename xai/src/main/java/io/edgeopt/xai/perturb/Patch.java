package io.edgeopt.xai.perturb;

/** A block of an input: frames, rows and columns, the last of each not in it. */
record Patch(int fromFrame, int toFrame, int top, int bottom, int left, int right) {
    int cells() {
        return (toFrame - fromFrame) * (bottom - top) * (right - left);
    }

    Span rows() {
        return new Span(top, bottom);
    }

    Span columns() {
        return new Span(left, right);
    }
}
