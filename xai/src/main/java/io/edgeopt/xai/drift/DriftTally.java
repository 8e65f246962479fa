package io.edgeopt.xai.drift;

import io.edgeopt.core.explain.Drift;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.task.metric.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Collects pairs of maps, a baseline's and a variant's of the same picture, and says how far they are apart. */
public final class DriftTally {
    private static final int ROUNDS = 1000;

    private record Probe(MapAgreement agreement, boolean sameAnswer) {}

    private final List<Probe> probes = new ArrayList<>();
    private final List<Saliency> baselines = new ArrayList<>();

    /** Adds one picture, explained for the class that the baseline answers. */
    public void add(Saliency baseline, Saliency variant, boolean sameAnswer) {
        probes.add(new Probe(MapAgreement.of(baseline, variant), sameAnswer));
        baselines.add(baseline);
    }

    /** Means with 95 % intervals over the pictures, drawn again and again with that seed. */
    public Drift drift(long seed) {
        if (probes.isEmpty()) {
            throw new IllegalStateException("drift needs one pair of maps or more");
        }
        return new Drift(
                baselines.get(0).method(),
                score("drift", probe -> 1 - probe.agreement().mean(), seed),
                score("spearman", probe -> probe.agreement().spearman(), seed),
                score("overlap", probe -> probe.agreement().overlap(), seed),
                score("structure", probe -> probe.agreement().structure(), seed),
                score("same_answer", probe -> probe.sameAnswer() ? 1 : 0, seed),
                unrelated(),
                probes.stream().map(probe -> 1 - probe.agreement().mean()).toList());
    }

    private Score score(String name, ToDoubleFunction<Probe> figure, long seed) {
        double[] values = probes.stream().mapToDouble(figure).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double[] means = new double[ROUNDS];
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            means[round] = sum / values.length;
        }
        Arrays.sort(means);
        double low = Math.min(mean, means[(int) (0.025 * ROUNDS)]);
        double high = Math.max(mean, means[(int) (0.975 * ROUNDS)]);
        return new Score(name, mean, low, high, values.length);
    }

    /** Each of the baseline's maps against that of the next picture. */
    private Optional<Double> unrelated() {
        if (baselines.size() < 2) {
            return Optional.empty();
        }
        double sum = 0;
        for (int i = 0; i < baselines.size(); i++) {
            Saliency next = baselines.get((i + 1) % baselines.size());
            sum += 1 - MapAgreement.of(baselines.get(i), next).mean();
        }
        return Optional.of(sum / baselines.size());
    }
}
