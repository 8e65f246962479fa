package io.edgeopt.optimizers.quantize.range;

/**
 * The Kullback-Leibler divergence between a distribution of magnitudes, cut off somewhere, and what is left of it once it
 * is told in few integers. The cut with the least divergence keeps most of what the values say.
 *
 * <p>Bins are many times finer than the integers, or there would be nothing to choose: with as many integers as bins
 * every cut but the last would lose, and the result would be the whole range under another name.
 */
final class Divergence {
    /** How many cuts are tried at first; around the best of them every one is. */
    private static final int CUTS = 256;

    /** What empty bins count as, so that none has probability zero. */
    private static final double FLOOR = 1e-4;

    private final Histogram histogram;
    private final double[] magnitudes;
    private final int levels;

    Divergence(Histogram histogram, Steps steps) {
        this.histogram = histogram;
        this.magnitudes = magnitudes(histogram);
        boolean oneSided = !steps.isSymmetric() && (histogram.low() == 0 || histogram.high() == 0);
        this.levels = oneSided ? 256 : 128;
    }

    /** Counts of magnitudes without zeros, which every range tells exactly; bins lie evenly on both sides of zero. */
    private static double[] magnitudes(Histogram histogram) {
        if (histogram.bins() == 0) {
            return new double[0];
        }
        int zero = (int) Math.round(-histogram.start(0) / histogram.width());
        double[] magnitudes = new double[Math.max(zero, histogram.bins() - zero)];
        int used = 0;
        for (int bin = 0; bin < histogram.bins(); bin++) {
            int at = bin >= zero ? bin - zero : zero - 1 - bin;
            magnitudes[at] += histogram.count(bin);
            used = histogram.count(bin) > 0 ? Math.max(used, at + 1) : used;
        }
        return java.util.Arrays.copyOf(magnitudes, used);
    }

    Range least() {
        int used = magnitudes.length;
        int stride = Math.max(1, used / CUTS);
        int fewest = Math.min(levels, used);
        int best = least(fewest, used, stride);
        best = least(Math.max(fewest, best - stride), Math.min(used, best + stride), 1);
        double reach = best * histogram.width();
        return Range.around(Math.max(-reach, histogram.low()), Math.min(reach, histogram.high()));
    }

    /** The best of the cuts from {@code most} down to {@code fewest} bins. */
    private int least(int fewest, int most, int stride) {
        int best = most;
        double least = Double.POSITIVE_INFINITY;
        for (int cut = most; cut >= fewest; cut -= stride) {
            double divergence = at(cut);
            if (divergence < least) {
                least = divergence;
                best = cut;
            }
        }
        return best;
    }

    /** The divergence of cutting off all but the first {@code cut} bins. */
    private double at(int cut) {
        double[] reference = java.util.Arrays.copyOf(magnitudes, cut);
        for (int bin = cut; bin < magnitudes.length; bin++) {
            reference[cut - 1] += magnitudes[bin];
        }
        double[] told = new double[cut];
        for (int level = 0; level < levels; level++) {
            int from = (int) ((long) level * cut / levels);
            int to = (int) ((level + 1L) * cut / levels);
            double sum = 0;
            int held = 0;
            for (int bin = from; bin < to; bin++) {
                sum += magnitudes[bin];
                held += reference[bin] > 0 ? 1 : 0;
            }
            for (int bin = from; bin < to; bin++) {
                told[bin] = reference[bin] > 0 ? sum / held : 0;
            }
        }
        return divergence(reference, told);
    }

    static double divergence(double[] reference, double[] told) {
        double[] p = smoothed(reference);
        double[] q = smoothed(told);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += p[i] * Math.log(p[i] / q[i]);
        }
        return sum;
    }

    private static double[] smoothed(double[] counts) {
        double[] smooth = new double[counts.length];
        double total = 0;
        for (int i = 0; i < counts.length; i++) {
            smooth[i] = Math.max(counts[i], FLOOR);
            total += smooth[i];
        }
        for (int i = 0; i < counts.length; i++) {
            smooth[i] /= total;
        }
        return smooth;
    }
}
