package io.edgeopt.xai.drift;

import io.edgeopt.core.explain.Saliency;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How far two maps of one picture agree, each compared as it is drawn, at 56 pixels a side at most and at no more than the
 * smaller has.
 *
 * <ul>
 *   <li>Two maps that are the same everywhere agree wholly; one such map agrees with no other.
 *   <li>What is negative in {@code spearman} or {@code structure} counts as no agreement.
 * </ul>
 *
 * @param spearman correlation of the ranks of all places
 * @param overlap share of the hottest fifth of places that both have
 * @param structure structural similarity (SSIM) over windows of 7 x 7 places
 */
public record MapAgreement(double spearman, double overlap, double structure) {
    private static final int SIDE = 56;
    private static final int HOTTEST = 5;

    public static MapAgreement of(Saliency one, Saliency other) {
        if (one.frames() != other.frames()) {
            throw new IllegalArgumentException("%s cannot be compared with %s".formatted(one, other));
        }
        int width = Math.min(SIDE, Math.min(one.width(), other.width()));
        int height = Math.min(SIDE, Math.min(one.height(), other.height()));
        float[] first = SmallMap.of(one, height, width);
        float[] second = SmallMap.of(other, height, width);
        double structure = 0;
        for (int t = 0; t < one.frames(); t++) {
            int from = t * height * width;
            structure += Ssim.of(
                            Arrays.copyOfRange(first, from, from + height * width),
                            Arrays.copyOfRange(second, from, from + height * width),
                            height,
                            width)
                    / one.frames();
        }
        return new MapAgreement(spearman(first, second), overlap(first, second), structure);
    }

    /** The mean of the three. */
    public double mean() {
        return (Math.max(0, spearman) + overlap + Math.max(0, structure)) / 3;
    }

    static double spearman(float[] first, float[] second) {
        double[] a = ranks(first);
        double[] b = ranks(second);
        double mean = (a.length + 1) / 2.0;
        double covariance = 0;
        double spreadA = 0;
        double spreadB = 0;
        for (int i = 0; i < a.length; i++) {
            covariance += (a[i] - mean) * (b[i] - mean);
            spreadA += (a[i] - mean) * (a[i] - mean);
            spreadB += (b[i] - mean) * (b[i] - mean);
        }
        if (spreadA == 0 || spreadB == 0) {
            return spreadA == spreadB ? 1 : 0;
        }
        return covariance / Math.sqrt(spreadA * spreadB);
    }

    /** From 1 on; equal values share the mean of their ranks. */
    private static double[] ranks(float[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted((i, j) -> Float.compare(values[i], values[j]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        for (int first = 0; first < order.length; ) {
            int after = first;
            while (after < order.length && values[order[after]] == values[order[first]]) {
                after++;
            }
            for (int i = first; i < after; i++) {
                ranks[order[i]] = (first + 1 + after) / 2.0;
            }
            first = after;
        }
        return ranks;
    }

    static double overlap(float[] first, float[] second) {
        boolean[] a = hottest(first);
        boolean[] b = hottest(second);
        int shared = 0;
        int inA = 0;
        int inB = 0;
        for (int i = 0; i < a.length; i++) {
            inA += a[i] ? 1 : 0;
            inB += b[i] ? 1 : 0;
            shared += a[i] && b[i] ? 1 : 0;
        }
        int larger = Math.max(inA, inB);
        return larger == 0 ? 1 : (double) shared / larger;
    }

    /** The hottest fifth of places, of which those that are cold are none. */
    private static boolean[] hottest(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        float threshold = sorted[sorted.length - Math.max(1, sorted.length / HOTTEST)];
        boolean[] hot = new boolean[values.length];
        for (int i = 0; i < hot.length; i++) {
            hot[i] = values[i] > 0 && values[i] >= threshold;
        }
        return hot;
    }
}
