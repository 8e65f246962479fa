package io.edgeopt.core.task.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How alike pairs of pictures came out, beside whether they show the same person.
 *
 * <ul>
 *   <li>{@code accuracy}: each of ten folds judged with the threshold that is best on the other nine (the protocol of
 *       Labeled Faces in the Wild); folds are dealt in turn to like and to unlike pairs.
 *   <li>{@code auc}, {@code eer}: of the ROC curve. Lower is better for the equal error rate.
 *   <li>{@code tar@far=0.01}, {@code tar@far=0.001}: like pairs accepted where that share of unlike ones is; left out
 *       with fewer than 100 or 1,000 unlike pairs.
 *   <li>{@code accuracy@card}, {@code tar@card}, {@code far@card}: pairs judged rightly, like pairs accepted and unlike
 *       ones with the threshold on the model's card; left out where it has none.
 * </ul>
 *
 * Intervals draw pictures, not pairs, because the pairs of one picture stand and fall together: a pair counts as often
 * as its first picture was drawn, times the second.
 */
public final class VerificationOutcomes implements Outcomes {
    private static final List<String> NAMES =
            List.of("accuracy", "auc", "eer", "tar@far=0.01", "tar@far=0.001", "accuracy@card", "tar@card", "far@card");

    private final double[] similarity;
    private final boolean[] same;
    private final int[] first;
    private final int[] second;
    private final int[] folds;
    private final int pictures;
    private final double fixed;

    /** Two pictures by name, how alike they came out, and whether they show the same person. */
    public record Pair(String first, String second, double similarity, boolean same) {}

    private VerificationOutcomes(int pairs, int pictures, double fixed) {
        this.similarity = new double[pairs];
        this.same = new boolean[pairs];
        this.first = new int[pairs];
        this.second = new int[pairs];
        this.folds = new int[pairs];
        this.pictures = pictures;
        this.fixed = fixed;
    }

    public static VerificationOutcomes of(List<Pair> pairs) {
        return of(pairs, OptionalDouble.empty());
    }

    /** Also judged with a threshold that was fixed before. */
    public static VerificationOutcomes of(List<Pair> pairs, OptionalDouble fixed) {
        Map<String, Integer> pictures = new HashMap<>();
        int[] folds = new int[pairs.size()];
        int[] dealt = new int[2];
        for (int i = 0; i < folds.length; i++) {
            Pair pair = pairs.get(i);
            pictures.putIfAbsent(pair.first(), pictures.size());
            pictures.putIfAbsent(pair.second(), pictures.size());
            folds[i] = dealt[pair.same() ? 1 : 0]++ % BestThreshold.FOLDS;
        }
        int[] order = IntStream.range(0, folds.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -pairs.get(i).similarity()))
                .mapToInt(Integer::intValue)
                .toArray();
        VerificationOutcomes outcomes =
                new VerificationOutcomes(folds.length, pictures.size(), fixed.orElse(Double.NaN));
        for (int i = 0; i < order.length; i++) {
            Pair pair = pairs.get(order[i]);
            outcomes.similarity[i] = pair.similarity();
            outcomes.same[i] = pair.same();
            outcomes.first[i] = pictures.getOrDefault(pair.first(), 0);
            outcomes.second[i] = pictures.getOrDefault(pair.second(), 0);
            outcomes.folds[i] = folds[order[i]];
        }
        return outcomes;
    }

    @Override
    public List<String> names() {
        return NAMES;
    }

    /** Pictures, not pairs. */
    @Override
    public int units() {
        return pictures;
    }

    public int pairs() {
        return similarity.length;
    }

    @Override
    public double[] scores(int[] weights) {
        long[] counts = new long[similarity.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (long) weights[first[i]] * (first[i] == second[i] ? 1 : weights[second[i]]);
        }
        Roc roc = Roc.of(similarity, same, counts);
        return new double[] {
            BestThreshold.accuracy(similarity, same, counts, folds),
            roc.area(),
            roc.equalErrorRate(),
            roc.acceptedAt(0.01),
            roc.acceptedAt(0.001),
            share(counts, fixed, true, true),
            share(counts, fixed, true, false),
            share(counts, fixed, false, false)
        };
    }

    /** Of like pairs, or of unlike ones, those accepted; with both, those judged rightly. NaN without a threshold. */
    private double share(long[] counts, double threshold, boolean like, boolean both) {
        long all = 0;
        long hit = 0;
        for (int i = 0; i < counts.length; i++) {
            if (both || same[i] == like) {
                all += counts[i];
                boolean accepted = similarity[i] >= threshold;
                hit += (both ? accepted == same[i] : accepted) ? counts[i] : 0;
            }
        }
        return Double.isNaN(threshold) ? Double.NaN : (double) hit / all;
    }

    /** The similarity from which on pairs are best called the same person, over all pairs. */
    public double threshold() {
        long[] counts = new long[similarity.length];
        Arrays.fill(counts, 1);
        return BestThreshold.over(similarity, same, counts, folds, -1);
    }
}
