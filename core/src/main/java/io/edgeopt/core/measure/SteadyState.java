package io.edgeopt.core.measure;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * From where on a series no longer changes. It is cut into twenty stretches; steady is a rest of at least ten whose
 * medians have a slope that may be 0 (95 %), the first of which is within 5 % of their mean, and the last two of which
 * differ by less than 2 %.
 *
 * @param from index of the first steady measurement; 0 where none is
 * @param steady whether there is such a rest
 * @param slope how much the medians of the rest change over all of it, as a share of their mean
 * @param step by how much the last two medians differ, as a share
 */
public record SteadyState(int from, boolean steady, double slope, double step) {
    private static final int STRETCHES = 20;
    private static final int FEWEST = 10;
    private static final double LARGEST_STEP = 0.02;
    /** One cold stretch at the beginning hardly tilts a line through many. */
    private static final double FARTHEST_BEGINNING = 0.05;

    /** Of a series in the order of time; one of fewer than 40 is not steady. */
    public static SteadyState of(double[] series) {
        int length = series.length / STRETCHES;
        if (length < 2) {
            return new SteadyState(0, false, Double.NaN, Double.NaN);
        }
        double[] medians = new double[STRETCHES];
        for (int i = 0; i < STRETCHES; i++) {
            // The remainder goes to the first, which is the first to be cut off.
            int end = series.length - (STRETCHES - 1 - i) * length;
            int begin = i == 0 ? 0 : end - length;
            double[] stretch = Arrays.copyOfRange(series, begin, end);
            Arrays.sort(stretch);
            medians[i] = Percentiles.at(stretch, 50);
        }
        double step = Math.abs(medians[STRETCHES - 1] / medians[STRETCHES - 2] - 1);
        SteadyState last = new SteadyState(0, false, 0, step);
        for (int cut = 0; cut <= STRETCHES - FEWEST; cut++) {
            SimpleRegression line = new SimpleRegression();
            for (int i = cut; i < STRETCHES; i++) {
                line.addData(i, medians[i]);
            }
            double mean = Arrays.stream(medians, cut, STRETCHES).average().orElseThrow();
            double slope = line.getSlope() * (STRETCHES - cut) / mean;
            int first = cut == 0 ? 0 : series.length - (STRETCHES - cut) * length;
            boolean warm = Math.abs(medians[cut] / mean - 1) < FARTHEST_BEGINNING;
            boolean flat = warm && isFlat(line, STRETCHES - cut);
            last = new SteadyState(first, flat && step < LARGEST_STEP, slope, step);
            if (last.steady()) {
                return last;
            }
        }
        return new SteadyState(0, false, last.slope(), step);
    }

    private static boolean isFlat(SimpleRegression line, int points) {
        double error = line.getSlopeStdErr();
        if (!(error > 0)) {
            return line.getSlope() == 0;
        }
        double t = new TDistribution(null, points - 2.0).inverseCumulativeProbability(0.975);
        return Math.abs(line.getSlope()) <= t * error;
    }
}
