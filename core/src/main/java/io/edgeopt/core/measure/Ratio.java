package io.edgeopt.core.measure;

import java.util.Arrays;
import java.util.List;

/**
 * How one thing's median stands to a baseline's, over rounds in which both were measured.
 *
 * @param name what is compared
 * @param value geometric mean of the rounds' ratios: below 1 is less than the baseline
 * @param low lower end of the 95 % interval
 * @param high its upper end
 * @param rounds how many
 */
public record Ratio(String name, double value, double low, double high, int rounds) {
    /** With fewer rounds nothing can be said of how rounds differ. */
    public static final int FEWEST_ROUNDS = 3;

    /** Whether the interval leaves 1 out. */
    public boolean leavesOutOne() {
        return rounds >= FEWEST_ROUNDS && (low > 1 || high < 1);
    }

    /**
     * Draws rounds, and in each blocks of both series.
     *
     * @param baseline a series a round
     * @param variant one for each of the same rounds
     * @param block neighbours that are drawn together
     */
    public static Ratio of(String name, List<double[]> baseline, List<double[]> variant, int block, long seed) {
        if (baseline.size() != variant.size() || baseline.isEmpty()) {
            throw new IllegalArgumentException(
                    "%d and %d rounds cannot be paired".formatted(baseline.size(), variant.size()));
        }
        double sum = 0;
        for (int i = 0; i < baseline.size(); i++) {
            sum += Math.log(median(variant.get(i)) / median(baseline.get(i)));
        }
        double value = Math.exp(sum / baseline.size());
        BlockBootstrap bootstrap = BlockBootstrap.seeded(seed);
        double[] drawn = new double[BlockBootstrap.rounds()];
        for (int round = 0; round < drawn.length; round++) {
            double logs = 0;
            for (int i = 0; i < baseline.size(); i++) {
                int chosen = bootstrap.below(baseline.size());
                logs += Math.log(redrawn(bootstrap, variant.get(chosen), block)
                        / redrawn(bootstrap, baseline.get(chosen), block));
            }
            drawn[round] = Math.exp(logs / baseline.size());
        }
        double low = Math.min(value, BlockBootstrap.low(drawn));
        double high = Math.max(value, BlockBootstrap.high(drawn));
        return new Ratio(name, value, low, high, baseline.size());
    }

    private static double redrawn(BlockBootstrap bootstrap, double[] series, int block) {
        double[] into = new double[series.length];
        bootstrap.resample(series, block, into);
        Arrays.sort(into);
        return Percentiles.at(into, 50);
    }

    private static double median(double[] series) {
        double[] sorted = series.clone();
        Arrays.sort(sorted);
        return Percentiles.at(sorted, 50);
    }
}
