package io.edgeopt.xai.gradient;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.perturb.Baseline;

/**
 * Slopes summed along the straight way from a baseline to the input, times the way (Sundararajan et al., 2017). The
 * contributions add up to the score less the baseline's; how far they miss it is the figure {@code completeness_delta},
 * a share of that difference. Steps are doubled until it is below 1 %, or there are 512.
 */
public final class IntegratedGradients implements Method {
    private static final int MOST_STEPS = 512;
    private static final double ENOUGH = 0.01;

    private final int steps;
    private final boolean doubling;
    private final Baseline baseline;

    private IntegratedGradients(int steps, boolean doubling, Baseline baseline) {
        this.steps = steps;
        this.doubling = doubling;
        this.baseline = baseline;
    }

    /** From 0, which is the mean of the training pictures for most networks, in 50 steps and more where needed. */
    public static IntegratedGradients standard() {
        return new IntegratedGradients(50, /* doubling= */ true, Baseline.ZERO);
    }

    /** In exactly so many steps. */
    public IntegratedGradients withSteps(int fixed) {
        if (fixed < 1 || fixed > MOST_STEPS) {
            throw new InvalidPlanException("%d steps cannot be; expected 1 to %d".formatted(fixed, MOST_STEPS));
        }
        return new IntegratedGradients(fixed, /* doubling= */ false, baseline);
    }

    public IntegratedGradients withBaseline(Baseline changed) {
        return new IntegratedGradients(steps, doubling, changed);
    }

    @Override
    public String name() {
        return "integratedgradients";
    }

    @Override
    public boolean needsGradients() {
        return true;
    }

    @Override
    public Explainer on(Subject subject) {
        return new SlopeExplainer(name(), subject) {
            @Override
            Saliency explain(Tensor input, Target target, InputSlopes slopes) {
                Tensor from = baseline.whole(subject, input);
                double start = slopes.score(from, target);
                double end = slopes.score(input, target);
                int used = steps;
                float[] found = integrate(input, from, target, slopes, used);
                double delta = delta(found, start, end);
                while (doubling && delta > ENOUGH && used < MOST_STEPS) {
                    used = Math.min(MOST_STEPS, 2 * used);
                    found = integrate(input, from, target, slopes, used);
                    delta = delta(found, start, end);
                }
                return summed(found, input).with("completeness_delta", delta).with("steps", used);
            }
        };
    }

    private static float[] integrate(Tensor input, Tensor from, Target target, InputSlopes slopes, int steps) {
        float[] sums = slopes.along(from, input, GaussLegendre.of(steps), target);
        float[] start = from.toFloats();
        float[] end = input.toFloats();
        for (int i = 0; i < sums.length; i++) {
            sums[i] *= end[i] - start[i];
        }
        return sums;
    }

    /** How far the sum of the contributions misses the difference of the scores, as a share of it. */
    private static double delta(float[] contributions, double start, double end) {
        double sum = 0;
        for (float contribution : contributions) {
            sum += contribution;
        }
        double difference = Math.max(1e-12, Math.abs(end - start));
        return Math.abs(sum - (end - start)) / difference;
    }
}
