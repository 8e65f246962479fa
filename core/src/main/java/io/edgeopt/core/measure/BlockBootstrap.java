package io.edgeopt.core.measure;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Draws a series again and again from blocks of its neighbours (moving blocks, Künsch 1989): measurements that follow
 * one another are alike, and drawn one by one they would promise more than they can keep.
 */
final class BlockBootstrap {
    private static final int ROUNDS = 400;
    private static final int FEWEST_BLOCKS = 8;

    private final SplittableRandom random;

    private BlockBootstrap(SplittableRandom random) {
        this.random = random;
    }

    static BlockBootstrap seeded(long seed) {
        return new BlockBootstrap(new SplittableRandom(seed));
    }

    /** What {@code statistics} makes of each drawn series, which it may sort: an array for each statistic. */
    double[][] draw(double[] series, int block, Function<double[], double[]> statistics) {
        double[] drawn = new double[series.length];
        double[][] results = new double[0][];
        for (int round = 0; round < ROUNDS; round++) {
            resample(series, block, drawn);
            double[] values = statistics.apply(drawn);
            if (round == 0) {
                results = new double[values.length][ROUNDS];
            }
            for (int i = 0; i < values.length; i++) {
                results[i][round] = values[i];
            }
        }
        return results;
    }

    /** Fills {@code into} with blocks of {@code series}. */
    void resample(double[] series, int block, double[] into) {
        int length = Math.max(1, Math.min(block, series.length / FEWEST_BLOCKS));
        for (int filled = 0; filled < into.length; filled += length) {
            int from = random.nextInt(series.length - length + 1);
            System.arraycopy(series, from, into, filled, Math.min(length, into.length - filled));
        }
    }

    int below(int count) {
        return random.nextInt(count);
    }

    static int rounds() {
        return ROUNDS;
    }

    static double low(double[] drawn) {
        return share(drawn, 0.025);
    }

    static double high(double[] drawn) {
        return share(drawn, 0.975);
    }

    private static double share(double[] drawn, double share) {
        double[] sorted = drawn.clone();
        Arrays.sort(sorted);
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
