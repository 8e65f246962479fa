package io.edgeopt.core.task.metric;

/** The similarity that parts like pairs from unlike ones with the fewest errors. Pairs come most similar first. */
final class BestThreshold {
    static final int FOLDS = 10;

    private BestThreshold() {}

    /** The share of pairs judged rightly, each with a threshold found on the folds that it is not in. */
    static double accuracy(double[] similarity, boolean[] same, long[] weights, int[] folds) {
        long right = 0;
        long all = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            double threshold = over(similarity, same, weights, folds, fold);
            for (int i = 0; i < same.length; i++) {
                if (folds[i] == fold) {
                    all += weights[i];
                    right += same[i] == (similarity[i] >= threshold) ? weights[i] : 0;
                }
            }
        }
        return (double) right / all;
    }

    /** Half way between the neighbours that it parts; the strictest among equals. {@code without} is a fold to leave out. */
    static double over(double[] similarity, boolean[] same, long[] weights, int[] folds, int without) {
        long gain = 0;
        long best = 0;
        double last = Double.NaN;
        double threshold = Double.POSITIVE_INFINITY;
        for (int i = 0; i < same.length; i++) {
            if (folds[i] == without || weights[i] == 0) {
                continue;
            }
            if (Double.isNaN(last)) {
                threshold = Math.nextUp(similarity[i]);
            } else if (similarity[i] != last && gain > best) {
                best = gain;
                threshold = (last + similarity[i]) / 2;
            }
            last = similarity[i];
            gain += same[i] ? weights[i] : -weights[i];
        }
        return gain > best ? last : threshold;
    }
}
