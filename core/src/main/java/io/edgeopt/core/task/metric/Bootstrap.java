package io.edgeopt.core.task.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Percentile bootstrap: metrics again and again over units drawn with replacement, and the middle 95 % of what comes
 * out. Equal seeds give equal intervals.
 *
 * <ul>
 *   <li>Rounds in which a metric cannot be computed (a class that was not drawn) are left out for that metric.
 *   <li>A metric that is exactly 0 or 1 would get an interval of no width; there the far end is the exact binomial
 *       bound {@code 0.025^(1/n)} (Clopper-Pearson), so that three right out of three is not called certain.
 * </ul>
 */
public final class Bootstrap {
    private static final int ROUNDS = 1000;

    private final int rounds;
    private final long seed;

    /** Outcomes, their metrics, and the same of every draw. */
    public static final class Resampled {
        private final Outcomes outcomes;
        private final double[] values;

        /** By metric, then by round. */
        private final double[][] drawn;

        private Resampled(Outcomes outcomes, double[] values, double[][] drawn) {
            this.outcomes = outcomes;
            this.values = values;
            this.drawn = drawn;
        }
    }

    private Bootstrap(int rounds, long seed) {
        this.rounds = rounds;
        this.seed = seed;
    }

    public static Bootstrap seeded(long seed) {
        return new Bootstrap(ROUNDS, seed);
    }

    public Bootstrap withRounds(int changed) {
        if (changed < 100) {
            throw new IllegalArgumentException("95 %% intervals need 100 rounds or more, got %d".formatted(changed));
        }
        return new Bootstrap(changed, seed);
    }

    public int rounds() {
        return rounds;
    }

    /** Every metric that can be computed, with its interval. */
    public List<Score> scores(Outcomes outcomes) {
        return scores(resampled(outcomes));
    }

    /** Both over the same draws, so that what is hard for both cancels out. Metrics that only one has are left out. */
    public List<Comparison> compare(Outcomes baseline, Outcomes model) {
        return compare(resampled(baseline), resampled(model));
    }

    /** All draws of what was answered, for whoever asks for intervals and for comparisons too. */
    public Resampled resampled(Outcomes outcomes) {
        int units = outcomes.units();
        double[] values = outcomes.scores(ones(units));
        double[][] drawn = new double[values.length][rounds];
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < rounds; round++) {
            put(drawn, round, outcomes.scores(draw(units, random)));
        }
        return new Resampled(outcomes, values, drawn);
    }

    /** Every metric that can be computed, with its interval. */
    public List<Score> scores(Resampled resampled) {
        Outcomes outcomes = resampled.outcomes;
        double[] values = resampled.values;
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                double[] sorted = sorted(resampled.drawn[i]);
                double low = Math.min(values[i], percentile(sorted, 0.025));
                double high = Math.max(values[i], percentile(sorted, 0.975));
                if (low == high && (values[i] == 0 || values[i] == 1)) {
                    double bound = outcomes.basis(i) == 0 ? 0 : Math.pow(0.025, 1.0 / outcomes.basis(i));
                    low = values[i] == 1 ? bound : 0;
                    high = values[i] == 1 ? 1 : 1 - bound;
                }
                scores.add(new Score(outcomes.names().get(i), values[i], low, high, outcomes.units()));
            }
        }
        return List.copyOf(scores);
    }

    /** Draw by draw, as {@link #compare(Outcomes, Outcomes)}; both were drawn by this seed. */
    public List<Comparison> compare(Resampled before, Resampled after) {
        Outcomes baseline = before.outcomes;
        Outcomes model = after.outcomes;
        int units = model.units();
        if (baseline.units() != units || !baseline.names().equals(model.names())) {
            throw new IllegalArgumentException(
                    "paired comparison needs the same samples and metrics: %d of %s and %d of %s"
                            .formatted(baseline.units(), baseline.names(), units, model.names()));
        }
        double[] differences = difference(before.values, after.values);
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < differences.length; i++) {
            if (!Double.isNaN(differences[i])) {
                double[] sorted = sorted(difference(before.drawn[i], after.drawn[i]));
                String name = model.names().get(i);
                comparisons.add(new Comparison(
                        name,
                        before.values[i],
                        after.values[i],
                        differences[i],
                        Math.min(differences[i], percentile(sorted, 0.025)),
                        Math.max(differences[i], percentile(sorted, 0.975)),
                        units,
                        test(name, baseline.rights(), model.rights())));
            }
        }
        return List.copyOf(comparisons);
    }

    private static Optional<McNemar> test(String name, Map<String, boolean[]> before, Map<String, boolean[]> after) {
        boolean[] baseline = before.get(name);
        boolean[] model = after.get(name);
        return baseline == null || model == null ? Optional.empty() : Optional.of(McNemar.of(baseline, model));
    }

    private static int[] ones(int units) {
        int[] ones = new int[units];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static int[] draw(int units, SplittableRandom random) {
        int[] weights = new int[units];
        for (int i = 0; i < units; i++) {
            weights[random.nextInt(units)]++;
        }
        return weights;
    }

    private static void put(double[][] drawn, int round, double[] values) {
        for (int i = 0; i < drawn.length; i++) {
            drawn[i][round] = values[i];
        }
    }

    private static double[] difference(double[] before, double[] after) {
        double[] difference = new double[after.length];
        for (int i = 0; i < after.length; i++) {
            difference[i] = after[i] - before[i];
        }
        return difference;
    }

    private static double[] sorted(double[] values) {
        double[] known =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        Arrays.sort(known);
        return known;
    }

    /** Linear between order statistics, as most tools do. */
    private static double percentile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
