package io.edgeopt.core.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What no other is better than in everything, and how much of all that could be had a set of models covers. */
public final class Front {
    private Front() {}

    /**
     * The measures that are weighed against each other, less being better in each: the score's negative, the time where
     * it was measured and the MACs where not, and the bytes.
     */
    public static double[] measures(Figures found) {
        double time = found.latency().isPresent() ? found.latency().getAsDouble() : found.macs();
        return new double[] {-found.score(), time, found.bytes()};
    }

    /** Whether {@code a} is at least as good as {@code b} in everything, and better in something. */
    static boolean isBetter(double[] a, double[] b) {
        boolean better = false;
        for (int i = 0; i < a.length; i++) {
            if (a[i] > b[i]) {
                return false;
            }
            better |= a[i] < b[i];
        }
        return better;
    }

    /** Those that no other is better than; of equals the first. */
    public static <T> List<T> of(List<T> all, Function<T, double[]> measures) {
        List<T> front = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            double[] one = measures.apply(all.get(i));
            boolean beaten = false;
            for (int j = 0; j < all.size() && !beaten; j++) {
                double[] other = measures.apply(all.get(j));
                beaten = isBetter(other, one) || (j < i && Arrays.equals(other, one));
            }
            if (!beaten) {
                front.add(all.get(i));
            }
        }
        return front;
    }

    /**
     * The share of the box from {@code ideal} to {@code worst} in which every place is reached by some point: the
     * hypervolume (Zitzler and Thiele 1998). Points beyond {@code worst} cover nothing.
     */
    public static double volume(List<double[]> points, double[] ideal, double[] worst) {
        List<double[]> shares = new ArrayList<>();
        for (double[] point : points) {
            double[] share = new double[point.length];
            boolean within = true;
            for (int i = 0; i < share.length; i++) {
                double whole = worst[i] - ideal[i];
                share[i] = whole > 0 ? Math.min(1, (worst[i] - point[i]) / whole) : 1;
                within &= share[i] > 0;
            }
            if (within) {
                shares.add(share);
            }
        }
        return volume(shares, ideal.length);
    }

    /** By slices along the last of the axes that are left. */
    private static double volume(List<double[]> points, int axes) {
        if (axes == 1) {
            return points.stream().mapToDouble(point -> point[0]).max().orElse(0);
        }
        int last = axes - 1;
        List<double[]> sorted = points.stream()
                .sorted(Comparator.comparingDouble((double[] point) -> -point[last]))
                .toList();
        double volume = 0;
        for (int i = 0; i < sorted.size(); i++) {
            double below = i + 1 < sorted.size() ? sorted.get(i + 1)[last] : 0;
            double height = sorted.get(i)[last] - below;
            if (height > 0) {
                volume += height * volume(sorted.subList(0, i + 1), last);
            }
        }
        return volume;
    }
}
