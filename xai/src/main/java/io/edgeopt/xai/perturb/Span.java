package io.edgeopt.xai.perturb;

/** Neighbours along an axis, the last not in it. */
record Span(int from, int to) {
    int length() {
        return to - from;
    }

    Span moved(int by) {
        return new Span(from + by, to + by);
    }

    /** What of it lies between two places; nothing, if none does. */
    Span within(int first, int after) {
        int begin = Math.max(first, Math.min(after, from));
        return new Span(begin, Math.max(begin, Math.min(after, to)));
    }
}
