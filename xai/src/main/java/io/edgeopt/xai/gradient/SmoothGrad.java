package io.edgeopt.xai.gradient;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.tensor.Tensor;
import java.util.Random;

/**
 * The mean of the slopes at many noisy copies of the input, which leaves what is not by chance (Smilkov et al., 2017).
 * Like {@code saliency}, it shows magnitudes.
 */
public final class SmoothGrad implements Method {
    private final int copies;
    private final double spread;
    private final long seed;

    private SmoothGrad(int copies, double spread, long seed) {
        this.copies = copies;
        this.spread = spread;
        this.seed = seed;
    }

    /** 50 copies with noise of 0.15 of the input's range. */
    public static SmoothGrad standard(long seed) {
        return new SmoothGrad(50, 0.15, seed);
    }

    public SmoothGrad withCopies(int changed) {
        if (changed < 1) {
            throw new InvalidPlanException("%d copies cannot be; expected 1 or more".formatted(changed));
        }
        return new SmoothGrad(changed, spread, seed);
    }

    /** With noise of that share of the input's range. */
    public SmoothGrad withSpread(double changed) {
        if (!(changed > 0)) {
            throw new InvalidPlanException("a spread of %s cannot be; expected more than 0".formatted(changed));
        }
        return new SmoothGrad(copies, changed, seed);
    }

    @Override
    public String name() {
        return "smoothgrad";
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
                float[] values = input.toFloats();
                double deviation = spread * range(values);
                float[] sums = new float[values.length];
                Random random = new Random(seed);
                slopes.visit(
                        input,
                        copies,
                        (item, index) -> {
                            for (int i = 0; i < values.length; i++) {
                                item.put(i, (float) (values[i] + deviation * random.nextGaussian()));
                            }
                        },
                        target,
                        (index, found) -> {
                            for (int i = 0; i < sums.length; i++) {
                                sums[i] += found[i] / copies;
                            }
                        });
                return of(largest(sums, input), input).with("copies", copies);
            }
        };
    }

    private static double range(float[] values) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return high - low;
    }
}
