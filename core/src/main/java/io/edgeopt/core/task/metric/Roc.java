package io.edgeopt.core.task.metric;

/**
 * How often like pairs are accepted and unlike ones too, as the threshold on similarity falls; pairs may count several
 * times. Equal similarities pass together.
 */
final class Roc {
    /** Shares accepted from the strictest threshold (none) to the loosest (all). */
    private final double[] accepted;

    private final double[] falselyAccepted;
    private final long negatives;

    private Roc(double[] accepted, double[] falselyAccepted, long negatives) {
        this.accepted = accepted;
        this.falselyAccepted = falselyAccepted;
        this.negatives = negatives;
    }

    /** The pairs come most similar first. */
    static Roc of(double[] similarity, boolean[] same, long[] weights) {
        double[] accepted = new double[same.length + 1];
        double[] falsely = new double[same.length + 1];
        long likes = 0;
        long unlikes = 0;
        int points = 1;
        for (int i = 0; i < same.length; i++) {
            likes += same[i] ? weights[i] : 0;
            unlikes += same[i] ? 0 : weights[i];
            if (i == same.length - 1 || similarity[i] != similarity[i + 1]) {
                accepted[points] = likes;
                falsely[points] = unlikes;
                points++;
            }
        }
        double[] acceptedShare = new double[points];
        double[] falseShare = new double[points];
        for (int i = 0; i < points; i++) {
            acceptedShare[i] = accepted[i] / likes;
            falseShare[i] = falsely[i] / unlikes;
        }
        return new Roc(acceptedShare, falseShare, unlikes);
    }

    /** The area under the curve: how often a like pair is more similar than an unlike one, ties counting half. */
    double area() {
        double area = 0;
        for (int i = 1; i < accepted.length; i++) {
            area += (falselyAccepted[i] - falselyAccepted[i - 1]) * (accepted[i] + accepted[i - 1]) / 2;
        }
        return area;
    }

    /** Where as many like pairs are refused as unlike ones are accepted, linear between thresholds. */
    double equalErrorRate() {
        for (int i = 1; i < accepted.length; i++) {
            double before = 1 - accepted[i - 1] - falselyAccepted[i - 1];
            double after = 1 - accepted[i] - falselyAccepted[i];
            if (after <= 0) {
                double share = before / (before - after);
                return falselyAccepted[i - 1] + share * (falselyAccepted[i] - falselyAccepted[i - 1]);
            }
        }
        return Double.NaN;
    }

    /** The most like pairs accepted with no more than that share of unlike ones; NaN with too few unlike ones to tell. */
    double acceptedAt(double falseShare) {
        if (negatives * falseShare < 1) {
            return Double.NaN;
        }
        double best = 0;
        for (int i = 0; i < accepted.length && falselyAccepted[i] <= falseShare; i++) {
            best = accepted[i];
        }
        return best;
    }
}
