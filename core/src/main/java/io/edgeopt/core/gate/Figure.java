package io.edgeopt.core.gate;

/** What is known of a quantity. */
sealed interface Figure {
    /**
     * It was measured.
     *
     * @param low what it is at least, as far as the measurement tells
     * @param high what it is at most
     * @param n how many measurements there were
     * @param of what they were: {@code frames}, {@code samples}, {@code rounds}
     */
    record Known(double value, double low, double high, long n, String of) implements Figure {
        static Known exact(double value) {
            return new Known(value, value, value, 1, "");
        }

        boolean isExact() {
            return low == high;
        }
    }

    /** There were too few measurements to tell it. */
    record TooFew(long n, long needed, String of) implements Figure {}

    /** It was not measured; {@code why} completes that sentence, or is empty. */
    record Absent(String why) implements Figure {}
}
