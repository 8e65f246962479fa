package io.edgeopt.core.task.metric;

import io.edgeopt.core.InvalidDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Class answers beside the true classes.
 *
 * <ul>
 *   <li>{@code top1}, {@code topK}: the share of samples whose class is first, or among the first K.
 *   <li>{@code balanced_accuracy}: recall averaged over the classes that occur in the truth.
 *   <li>{@code macro_f1}: F1 averaged over the classes that occur in the truth or in the answers; 0 where neither
 *       precision nor recall is defined.
 * </ul>
 *
 * The definitions are scikit-learn's.
 */
public final class ClassificationOutcomes implements Outcomes {
    private final List<String> labels;
    private final int topK;
    private final int[] truth;
    private final int[] predicted;
    private final int[] ranks;

    private ClassificationOutcomes(List<String> labels, int topK, int[] truth, int[] predicted, int[] ranks) {
        this.labels = labels;
        this.topK = topK;
        this.truth = truth;
        this.predicted = predicted;
        this.ranks = ranks;
    }

    /** Gathers answers, one sample at a time. */
    public static final class Builder {
        private final List<String> labels;
        private final int topK;
        private final List<int[]> rows = new ArrayList<>();

        private Builder(List<String> labels, int topK) {
            this.labels = List.copyOf(labels);
            this.topK = topK;
        }

        /** Equal scores rank by class index, as an arg-max takes them. */
        public Builder add(int truth, float[] scores) {
            if (scores.length != labels.size()) {
                throw new IllegalArgumentException("%d scores for %d classes".formatted(scores.length, labels.size()));
            }
            if (truth < 0 || truth >= scores.length) {
                throw new InvalidDataException("class %d is true of a sample, but the model answers %d classes: 0 to %d"
                        .formatted(truth, scores.length, scores.length - 1));
            }
            int best = 0;
            int rank = 0;
            for (int i = 0; i < scores.length; i++) {
                best = scores[i] > scores[best] ? i : best;
                if (i < truth ? scores[i] >= scores[truth] : scores[i] > scores[truth]) {
                    rank++;
                }
            }
            rows.add(new int[] {truth, best, rank});
            return this;
        }

        public ClassificationOutcomes build() {
            return new ClassificationOutcomes(labels, topK, column(0), column(1), column(2));
        }

        private int[] column(int column) {
            return rows.stream().mapToInt(row -> row[column]).toArray();
        }
    }

    /** {@code topK} below 2 leaves that metric out. */
    public static Builder builder(List<String> labels, int topK) {
        return new Builder(labels, topK);
    }

    @Override
    public int units() {
        return truth.length;
    }

    @Override
    public List<String> names() {
        return topK > 1
                ? List.of("top1", "top" + topK, "balanced_accuracy", "macro_f1")
                : List.of("top1", "balanced_accuracy", "macro_f1");
    }

    @Override
    public double[] scores(int[] weights) {
        long all = 0;
        long first = 0;
        long among = 0;
        for (int i = 0; i < truth.length; i++) {
            all += weights[i];
            first += ranks[i] == 0 ? weights[i] : 0;
            among += ranks[i] < topK ? weights[i] : 0;
        }
        Tallies tallies = tallies(weights);
        double top1 = (double) first / all;
        return topK > 1
                ? new double[] {top1, (double) among / all, tallies.balancedAccuracy(), tallies.macroF1()}
                : new double[] {top1, tallies.balancedAccuracy(), tallies.macroF1()};
    }

    @Override
    public Map<String, boolean[]> rights() {
        Map<String, boolean[]> rights = new LinkedHashMap<>();
        rights.put("top1", within(1));
        if (topK > 1) {
            rights.put("top" + topK, within(topK));
        }
        return rights;
    }

    private boolean[] within(int k) {
        boolean[] right = new boolean[ranks.length];
        for (int i = 0; i < right.length; i++) {
            right[i] = ranks[i] < k;
        }
        return right;
    }

    public ConfusionMatrix confusion() {
        return ConfusionMatrix.of(labels, truth, predicted);
    }

    /** How many samples of each class there are. */
    public int[] support() {
        int[] support = new int[labels.size()];
        Arrays.stream(truth).forEach(label -> support[label]++);
        return support;
    }

    /** Precision, recall and F1 of each class, three in a row, named after it: {@code precision/fire}. */
    public Outcomes perClass() {
        List<String> names = new ArrayList<>();
        for (String label : labels) {
            names.addAll(List.of("precision/" + label, "recall/" + label, "f1/" + label));
        }
        return new Outcomes() {
            @Override
            public List<String> names() {
                return names;
            }

            @Override
            public int units() {
                return truth.length;
            }

            @Override
            public double[] scores(int[] weights) {
                return tallies(weights).perClass();
            }

            @Override
            public int basis(int metric) {
                int[] column = metric % 3 == 0 ? predicted : truth;
                return (int) Arrays.stream(column)
                        .filter(label -> label == metric / 3)
                        .count();
            }
        };
    }

    private Tallies tallies(int[] weights) {
        Tallies tallies = new Tallies(labels.size());
        for (int i = 0; i < truth.length; i++) {
            tallies.add(truth[i], predicted[i], weights[i]);
        }
        return tallies;
    }
}
