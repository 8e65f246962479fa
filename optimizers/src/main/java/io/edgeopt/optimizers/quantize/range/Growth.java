package io.edgeopt.optimizers.quantize.range;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the ranges of tensors grow from sample to sample, and when they no longer do: once the ranges of 9 tensors of 10
 * became no more than a tenth wider while the number of samples doubled.
 */
public final class Growth implements Collector.Stop {
    private static final int FEWEST = 32;
    private static final int EVERY = 16;
    private static final double TENSORS = 0.9;
    private static final double WIDER = 1.1;

    /**
     * How wide the ranges were after so many samples, as shares of what they were at the end.
     *
     * @param median of all tensors
     * @param least below which one tensor of twenty was
     */
    public record Point(int samples, double median, double least) {}

    private final boolean stops;
    private final Map<Integer, double[]> widths = new LinkedHashMap<>();
    private int runs;
    private boolean stable;

    private Growth(boolean stops) {
        this.stops = stops;
    }

    /** One that only watches. */
    public static Growth watching() {
        return new Growth(false);
    }

    /** One that ends the calibration when ranges are stable. */
    public static Growth stopping() {
        return new Growth(true);
    }

    @Override
    public boolean after(int samples, Map<String, Statistics> statistics) {
        runs = samples;
        boolean power = Integer.bitCount(samples) == 1;
        if (power || samples % EVERY == 0) {
            widths.put(samples, widths(statistics));
        }
        double[] half = widths.get(samples / 2);
        double[] now = widths.get(samples);
        if (samples >= FEWEST && half != null && now != null) {
            stable = isStable(half, now);
        }
        return stops && stable;
    }

    private static double[] widths(Map<String, Statistics> statistics) {
        return statistics.values().stream()
                .mapToDouble(held -> held.extremes().high() - held.extremes().low())
                .toArray();
    }

    private static boolean isStable(double[] half, double[] now) {
        int within = 0;
        for (int i = 0; i < now.length; i++) {
            within += now[i] <= half[i] * WIDER ? 1 : 0;
        }
        return within >= TENSORS * now.length;
    }

    /** How many samples were looked at. */
    public int samples() {
        return runs;
    }

    /** Whether the ranges no longer grew at the end. */
    public boolean isStable() {
        return stable;
    }

    /** What was noted on the way. */
    public List<Point> points() {
        List<Point> points = new ArrayList<>();
        double[] last = widths.getOrDefault(widths.keySet().stream().reduce(0, Math::max), new double[0]);
        widths.forEach((samples, held) -> {
            double[] shares = new double[held.length];
            for (int i = 0; i < shares.length; i++) {
                shares[i] = last[i] > 0 ? held[i] / last[i] : 1;
            }
            Arrays.sort(shares);
            if (shares.length > 0) {
                points.add(new Point(samples, shares[shares.length / 2], shares[shares.length / 20]));
            }
        });
        return points;
    }
}
