package io.edgeopt.core.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * The percentiles of a series of measurements, as far as there are enough of them to know. Nothing is left out as an
 * outlier.
 *
 * @param n how many measurements there were
 * @param mean of all
 * @param max the largest
 * @param known those for which there were enough
 * @param unknown why the others are missing
 */
public record Percentiles(int n, double mean, double max, List<Percentile> known, List<String> unknown) {
    /** How many samples each needs for a bound with 99 % confidence when one sample may lie beyond (MLPerf LoadGen). */
    public static final Map<Integer, Integer> NEEDED = new TreeMap<>(Map.of(50, 11, 90, 64, 95, 130, 99, 662));

    private static final double DOUBT = 0.01;

    public Percentiles {
        known = List.copyOf(known);
        unknown = List.copyOf(unknown);
    }

    /** Of a series in the order of time; {@code block} neighbours are drawn together, because they are alike. */
    public static Percentiles of(double[] series, int block, long seed) {
        if (series.length == 0) {
            throw new IllegalArgumentException("no percentile of nothing");
        }
        double[] sorted = series.clone();
        Arrays.sort(sorted);
        int[] percents = NEEDED.entrySet().stream()
                .filter(entry -> entry.getValue() <= series.length)
                .mapToInt(Map.Entry::getKey)
                .toArray();
        double[][] drawn = BlockBootstrap.seeded(seed).draw(series, block, values -> {
            Arrays.sort(values);
            return Arrays.stream(percents)
                    .mapToDouble(percent -> at(values, percent))
                    .toArray();
        });
        List<Percentile> known = new ArrayList<>();
        for (int i = 0; i < percents.length; i++) {
            double value = at(sorted, percents[i]);
            double low = Math.min(value, BlockBootstrap.low(drawn[i]));
            double high = Math.max(value, BlockBootstrap.high(drawn[i]));
            known.add(new Percentile(percents[i], value, low, high, bound(sorted, percents[i])));
        }
        List<String> unknown = NEEDED.entrySet().stream()
                .filter(entry -> entry.getValue() > series.length)
                .map(entry -> "p%d: n = %d is too small, %d are needed"
                        .formatted(entry.getKey(), series.length, entry.getValue()))
                .toList();
        double mean = Arrays.stream(sorted).average().orElseThrow();
        return new Percentiles(sorted.length, mean, sorted[sorted.length - 1], known, unknown);
    }

    /** The smallest value that has at least so many percent at or below it. */
    static double at(double[] sorted, int percent) {
        long rank = (percent * (long) sorted.length + 99) / 100;
        return sorted[(int) Math.max(0, rank - 1)];
    }

    /** As LoadGen does it: the sample beyond which as many lie as 99 % confidence allows. */
    private static double bound(double[] sorted, int percent) {
        BinomialDistribution beyond = new BinomialDistribution(null, sorted.length, 1 - percent / 100.0);
        int allowed = 0;
        while (beyond.cumulativeProbability(allowed + 1) <= DOUBT) {
            allowed++;
        }
        return sorted[Math.max(0, sorted.length - Math.max(1, allowed))];
    }

    public Optional<Percentile> find(int percent) {
        return known.stream().filter(one -> one.percent() == percent).findFirst();
    }
}
