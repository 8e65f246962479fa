package io.edgeopt.xai.proxy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.perturb.TrialExplainer;
import io.edgeopt.xai.perturb.Trials;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A linear model of which patches are shown, fitted to the scores of pictures near the whole one (Ribeiro et al., 2016).
 * {@code fidelity} is the share of the scores' variance that it explains, {@code stability} the correlation of the
 * slopes that either half of the pictures gives: where it is low, more are needed.
 */
public final class Lime implements Method {
    private static final double KERNEL = 0.25;
    private static final double PENALTY = 0.01;

    private final int samples;
    private final long seed;

    private Lime(int samples, long seed) {
        this.samples = samples;
        this.seed = seed;
    }

    /** With 600 pictures, each with half of its patches shown. */
    public static Lime standard(long seed) {
        return new Lime(600, seed);
    }

    public Lime withSamples(int changed) {
        if (changed < 10) {
            throw new InvalidPlanException("%d samples cannot be; expected 10 or more".formatted(changed));
        }
        return new Lime(changed, seed);
    }

    @Override
    public String name() {
        return "lime";
    }

    @Override
    public boolean needsGradients() {
        return false;
    }

    @Override
    public Explainer on(Subject subject) {
        return new TrialExplainer(subject, 1) {
            @Override
            protected Saliency explain(Tensor input, Target target, Trials trials) {
                return fitted(new PatchTrials(subject, input, trials));
            }
        };
    }

    private Saliency fitted(PatchTrials trials) {
        List<boolean[]> rows = choices(trials.count(), samples, seed);
        double[] scores = trials.scores(rows);
        double[] weights = new double[rows.size()];
        for (int i = 0; i < weights.length; i++) {
            int shown = 0;
            for (boolean patch : rows.get(i)) {
                shown += patch ? 1 : 0;
            }
            double distance = 1 - Math.sqrt((double) shown / trials.count());
            weights[i] = Math.exp(-distance * distance / (KERNEL * KERNEL));
        }
        double[] fit = LinearFit.of(rows, scores, weights, PENALTY);
        double[] slopes = Arrays.copyOf(fit, fit.length - 1);
        return trials.map(name(), slopes)
                .with("fidelity", LinearFit.explained(rows, scores, weights, fit))
                .with("stability", stability(rows, scores, weights));
    }

    /** Patches shown by chance, the whole picture first. */
    static List<boolean[]> choices(int patches, int samples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<boolean[]> choices = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            boolean[] shown = new boolean[patches];
            for (int k = 0; k < patches; k++) {
                shown[k] = i == 0 || random.nextBoolean();
            }
            choices.add(shown);
        }
        return choices;
    }

    private static double stability(List<boolean[]> rows, double[] scores, double[] weights) {
        int half = scores.length / 2;
        double[] first =
                LinearFit.of(rows.subList(0, half), Arrays.copyOf(scores, half), Arrays.copyOf(weights, half), PENALTY);
        double[] second = LinearFit.of(
                rows.subList(half, 2 * half),
                Arrays.copyOfRange(scores, half, 2 * half),
                Arrays.copyOfRange(weights, half, 2 * half),
                PENALTY);
        return correlation(first, second, first.length - 1);
    }

    private static double correlation(double[] one, double[] other, int count) {
        double meanOne = 0;
        double meanOther = 0;
        for (int i = 0; i < count; i++) {
            meanOne += one[i] / count;
            meanOther += other[i] / count;
        }
        double product = 0;
        double squareOne = 0;
        double squareOther = 0;
        for (int i = 0; i < count; i++) {
            product += (one[i] - meanOne) * (other[i] - meanOther);
            squareOne += (one[i] - meanOne) * (one[i] - meanOne);
            squareOther += (other[i] - meanOther) * (other[i] - meanOther);
        }
        return squareOne == 0 || squareOther == 0 ? 0 : product / Math.sqrt(squareOne * squareOther);
    }
}
