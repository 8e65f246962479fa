package io.edgeopt.core.measure;

import java.util.List;
import org.apache.commons.math3.util.KthSelector;

/**
 * How a run stands to another at a different time, whose rounds have nothing to do with one another.
 *
 * <p>A round is a list of series of the same frames: first what is compared, then any number of clocks, by which it is
 * divided. Of each the lower quartile counts: on a busy machine the upper half tells how often a frame was interrupted.
 */
public final class RunChange {
    private static final int[] NO_PIVOTS = {};

    private RunChange() {}

    /** Draws the rounds of each run, and in each blocks of frames. */
    public static Ratio of(String name, List<double[][]> before, List<double[][]> after, int block, long seed) {
        double value = value(before, after);
        BlockBootstrap bootstrap = BlockBootstrap.seeded(seed);
        double[] drawn = new double[BlockBootstrap.rounds()];
        for (int round = 0; round < drawn.length; round++) {
            drawn[round] = Math.exp(redrawn(bootstrap, after, block) - redrawn(bootstrap, before, block));
        }
        double low = Math.min(value, BlockBootstrap.low(drawn));
        double high = Math.max(value, BlockBootstrap.high(drawn));
        return new Ratio(name, value, low, high, Math.min(before.size(), after.size()));
    }

    /** Geometric means of the rounds, of the later run to the earlier. */
    public static double value(List<double[][]> before, List<double[][]> after) {
        if (before.isEmpty() || after.isEmpty()) {
            throw new IllegalArgumentException(
                    "%d and %d rounds cannot be compared".formatted(before.size(), after.size()));
        }
        return Math.exp(mean(after) - mean(before));
    }

    /** A quarter of the series is at or below it. */
    public static double lowerQuartile(double[] series) {
        return new KthSelector().select(series.clone(), NO_PIVOTS, (series.length - 1) / 4);
    }

    private static double mean(List<double[][]> rounds) {
        return rounds.stream().mapToDouble(RunChange::level).average().orElseThrow();
    }

    /** The logarithm of the first series' quartile, against the mean of the clocks'. */
    private static double level(double[][] round) {
        double clocks = 0;
        for (int i = 1; i < round.length; i++) {
            clocks += Math.log(lowerQuartile(round[i])) / (round.length - 1);
        }
        return Math.log(lowerQuartile(round[0])) - clocks;
    }

    private static double redrawn(BlockBootstrap bootstrap, List<double[][]> rounds, int block) {
        double sum = 0;
        for (int i = 0; i < rounds.size(); i++) {
            double[][] round = rounds.get(bootstrap.below(rounds.size()));
            double[] places = new double[round[0].length];
            for (int place = 0; place < places.length; place++) {
                places[place] = place;
            }
            double[] chosen = new double[places.length];
            bootstrap.resample(places, block, chosen);
            double[][] drawn = new double[round.length][chosen.length];
            for (int series = 0; series < round.length; series++) {
                for (int place = 0; place < chosen.length; place++) {
                    drawn[series][place] = round[series][(int) chosen[place]];
                }
            }
            sum += level(drawn);
        }
        return sum / rounds.size();
    }
}
