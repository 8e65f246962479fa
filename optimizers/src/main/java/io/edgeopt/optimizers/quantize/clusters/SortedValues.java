package io.edgeopt.optimizers.quantize.clusters;

import java.util.Arrays;

/** Numbers in order, with their sums from the first on: mean and error of any stretch of them take no loop. */
final class SortedValues {
    private final float[] sorted;
    private final double[] sums;
    private final double[] squares;

    private SortedValues(float[] sorted, double[] sums, double[] squares) {
        this.sorted = sorted;
        this.sums = sums;
        this.squares = squares;
    }

    static SortedValues of(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] sums = new double[sorted.length + 1];
        double[] squares = new double[sorted.length + 1];
        for (int i = 0; i < sorted.length; i++) {
            sums[i + 1] = sums[i] + sorted[i];
            squares[i + 1] = squares[i] + (double) sorted[i] * sorted[i];
        }
        return new SortedValues(sorted, sums, squares);
    }

    int size() {
        return sorted.length;
    }

    float at(int place) {
        return sorted[place];
    }

    double mean(int from, int to) {
        return (sums[to] - sums[from]) / (to - from);
    }

    /** The sum of squared distances from their mean. */
    double error(int from, int to) {
        if (to <= from) {
            return 0;
        }
        double sum = sums[to] - sums[from];
        return Math.max(0, squares[to] - squares[from] - sum * sum / (to - from));
    }

    /** How many are less than {@code bound}, or equal to it. */
    int upTo(double bound) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The different values, as long as there are no more than {@code most}; else an empty array. */
    double[] distinct(int most) {
        double[] distinct = new double[most];
        int count = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                if (count == most) {
                    return new double[0];
                }
                distinct[count++] = sorted[i];
            }
        }
        return Arrays.copyOf(distinct, count);
    }
}
