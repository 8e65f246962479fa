package io.edgeopt.xai.gradient;

import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.tensor.Tensor;

/** Methods that need one derivative and no settings. */
public final class SlopeMethod implements Method {
    /** Makes a map of the slopes at an input. */
    @FunctionalInterface
    private interface Reading {
        Saliency of(SlopeExplainer explainer, Tensor input, float[] slopes);
    }

    private final String name;
    private final Reading reading;

    private SlopeMethod(String name, Reading reading) {
        this.name = name;
        this.reading = reading;
    }

    /** The largest slope of the channels: where a small change would change the score most (Simonyan et al., 2014). */
    public static SlopeMethod saliency() {
        return new SlopeMethod(
                "saliency", (explainer, input, slopes) -> explainer.of(explainer.largest(slopes, input), input));
    }

    /** Slope times value: what each element adds to the score, were the network linear. */
    public static SlopeMethod gradientTimesInput() {
        return new SlopeMethod("gradientxinput", (explainer, input, slopes) -> {
            float[] values = input.toFloats();
            for (int i = 0; i < values.length; i++) {
                values[i] *= slopes[i];
            }
            return explainer.summed(values, input);
        });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean needsGradients() {
        return true;
    }

    @Override
    public Explainer on(Subject subject) {
        return new SlopeExplainer(name, subject) {
            @Override
            Saliency explain(Tensor input, Target target, InputSlopes slopes) {
                return reading.of(this, input, slopes.at(input, target));
            }
        };
    }
}
