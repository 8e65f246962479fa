package io.edgeopt.optimizers.search;

import io.edgeopt.core.search.Candidate;
import io.edgeopt.core.search.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * A made-up space: networks cut to different costs by different measures, each of which learns along its own curve. What
 * is cut more begins lower, ends lower and learns for longer, so that curves cross.
 */
final class LearningCurves implements Evaluator {
    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<String, double[]> curves = new LinkedHashMap<>();
    private final SplittableRandom random;
    private long trained;

    LearningCurves(long seed, int trainings, int riders) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < trainings; i++) {
            // Three measures at each of the costs.
            int level = i / 3;
            int levels = Math.max(1, (trainings - 1) / 3);
            double cost = 0.15 + 0.85 * level / levels;
            double end = 0.9 - 0.25 * (1 - cost) * (1 - cost) - 0.06 * random.nextDouble();
            double begin = end * (0.35 + 0.6 * cost) - 0.05 * random.nextDouble();
            double slowness = 15 + 60 * (1 - cost) + 20 * random.nextDouble();
            for (int rider = 0; rider < riders; rider++) {
                String training = "cut %d -> tune".formatted(i);
                Candidate candidate = new Candidate(training + " -> pack " + rider, training);
                candidates.add(candidate);
                curves.put(
                        candidate.recipe(),
                        new double[] {begin, end - 0.015 * rider, slowness, cost, rider == 0 ? 1 : 0.3});
            }
        }
    }

    List<Candidate> candidates() {
        return candidates;
    }

    long trained() {
        return trained;
    }

    Figures at(Candidate candidate, int steps) {
        double[] curve = curves.getOrDefault(candidate.recipe(), new double[5]);
        double score = curve[1] - (curve[1] - curve[0]) * Math.exp(-steps / curve[2]);
        // The same noise whenever it is asked: what one validation on few samples is off.
        double noise = 0.004 * new SplittableRandom(candidate.hashCode() * 31L + steps).nextDouble();
        return new Figures(
                score + noise,
                OptionalDouble.of(curve[3] * (0.5 + 0.5 * curve[4])),
                Math.round(1e6 * curve[3] * curve[4]),
                Math.round(1e7 * curve[3]));
    }

    @Override
    public Figures figures(Candidate candidate, List<Integer> stretches) {
        int steps = stretches.stream().mapToInt(Integer::intValue).sum();
        if (candidate.recipe().endsWith("pack 0")) {
            trained += stretches.get(stretches.size() - 1);
        }
        return at(candidate, steps);
    }
}
