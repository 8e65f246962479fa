package io.edgeopt.optimizers.quantize.clusters;

import java.util.Arrays;

/**
 * The few values that stand for many with the least squared error. Numbers on a line need not be looked at one by one: a
 * cluster is a stretch of the sorted ones, its border lies midway between two centres.
 *
 * <p>Lloyd's algorithm moves centres to the mean of their numbers until none moves; it ends where it begins well or badly.
 * So it begins with the best of all clusters whose borders are among a few thousand, which dynamic programming finds (see
 * {@link BestBorders}).
 */
final class KMeans {
    private static final int MOST_ROUNDS = 300;

    private final SortedValues values;
    private final double[] centres;
    private final int[] borders;

    private KMeans(SortedValues values, int[] borders) {
        this.values = values;
        this.centres = new double[borders.length - 1];
        this.borders = borders;
    }

    /** At most {@code count} centres, ascending. */
    static float[] centres(float[] numbers, int count) {
        SortedValues values = SortedValues.of(numbers);
        double[] distinct = values.distinct(count);
        if (distinct.length > 0 || numbers.length == 0) {
            return floats(distinct);
        }
        KMeans clusters = new KMeans(values, BestBorders.of(values, count));
        clusters.settle();
        return floats(clusters.centres);
    }

    /** A cluster never becomes empty: the number nearest to a centre that is a mean stays with it. */
    private void settle() {
        int[] before = new int[0];
        for (int round = 0; round < MOST_ROUNDS && !Arrays.equals(before, borders); round++) {
            before = borders.clone();
            for (int c = 0; c < centres.length; c++) {
                if (borders[c + 1] > borders[c]) {
                    centres[c] = values.mean(borders[c], borders[c + 1]);
                }
            }
            for (int c = 0; c + 1 < centres.length; c++) {
                borders[c + 1] = Math.max(borders[c], values.upTo((centres[c] + centres[c + 1]) / 2));
            }
        }
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
