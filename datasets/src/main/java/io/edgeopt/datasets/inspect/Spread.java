package io.edgeopt.datasets.inspect;

import java.util.Arrays;

/** Least, middle and greatest of some whole numbers. */
public record Spread(int least, int median, int greatest) {
    static Spread of(int[] values) {
        if (values.length == 0) {
            return new Spread(0, 0, 0);
        }
        int[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(sorted[0], sorted[(sorted.length - 1) / 2], sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        return least == greatest ? Integer.toString(least) : "%d to %d, median %d".formatted(least, greatest, median);
    }
}
