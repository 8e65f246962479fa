package io.edgeopt.core.measure;

import io.edgeopt.core.measure.Fork.Reading;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * How a run of two minutes or more went on.
 *
 * @param firstMs median work on a frame in the first minute
 * @param lastMs in the last
 * @param growth of resident memory, where it was read
 */
public record Sustained(double firstMs, double lastMs, Optional<Growth> growth) {
    /**
     * Bytes for each processed frame, by a line through the second half of the run.
     *
     * @param bytesPerFrame its slope
     * @param low lower end of the 95 % interval, as if readings did not depend on those before: somewhat too narrow
     * @param high its upper end
     */
    public record Growth(double bytesPerFrame, double low, double high) {}

    private static final double MINUTE = 60;
    private static final double SHORTEST = 2 * MINUTE;
    private static final int FEWEST_READINGS = 20;

    /** Empty for shorter runs. */
    public static Optional<Sustained> of(Fork fork) {
        FrameTimes frames = fork.frames();
        if (fork.seconds() < SHORTEST || frames.size() == 0) {
            return Optional.empty();
        }
        double end = frames.done().get(frames.size() - 1) / 1e6;
        double[] first = work(frames, 0, MINUTE);
        double[] last = work(frames, end - MINUTE, end);
        if (first.length == 0 || last.length == 0) {
            return Optional.empty();
        }
        return Optional.of(new Sustained(Percentiles.at(first, 50), Percentiles.at(last, 50), growth(fork)));
    }

    /** Of the frames that were done between two moments, sorted. */
    private static double[] work(FrameTimes frames, double from, double to) {
        double[] all = frames.work();
        double[] chosen = new double[all.length];
        int count = 0;
        for (int i = 0; i < all.length; i++) {
            double at = frames.done().get(i) / 1e6;
            if (at >= from && at <= to) {
                chosen[count++] = all[i];
            }
        }
        double[] sorted = Arrays.copyOf(chosen, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private static Optional<Growth> growth(Fork fork) {
        List<Reading> half = fork.telemetry().stream()
                .filter(reading -> reading.residentBytes().isPresent() && reading.seconds() >= fork.seconds() / 2)
                .toList();
        if (half.size() < FEWEST_READINGS || fork.processed() == 0) {
            return Optional.empty();
        }
        SimpleRegression line = new SimpleRegression();
        half.forEach(reading ->
                line.addData(reading.seconds(), reading.residentBytes().orElseThrow()));
        double framesPerSecond = fork.processed() / fork.seconds();
        double t = new TDistribution(null, half.size() - 2.0).inverseCumulativeProbability(0.975);
        double slope = line.getSlope() / framesPerSecond;
        double margin = t * line.getSlopeStdErr() / framesPerSecond;
        return Optional.of(new Growth(slope, slope - margin, slope + margin));
    }
}
