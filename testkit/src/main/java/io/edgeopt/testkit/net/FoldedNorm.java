package io.edgeopt.testkit.net;

import io.edgeopt.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What a batch norm makes of the weights before it. */
final class FoldedNorm {
    private final double[] factor;
    private final double[] shift;

    FoldedNorm(Tensor scale, Tensor bias, Tensor mean, Tensor variance, float epsilon) {
        double[] scales = scale.toDoubles();
        double[] biases = bias.toDoubles();
        double[] means = mean.toDoubles();
        double[] variances = variance.toDoubles();
        factor = new double[scales.length];
        shift = new double[scales.length];
        for (int i = 0; i < factor.length; i++) {
            factor[i] = scales[i] / Math.sqrt(variances[i] + epsilon);
            shift[i] = biases[i] - means[i] * factor[i];
        }
    }

    /** The output channel is the weight's first axis. */
    Tensor weight(Tensor weight) {
        float[] values = weight.toFloats();
        int each = values.length / factor.length;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * factor[i / each]);
        }
        return Tensor.of(values, weight.shape().toArray());
    }

    Tensor bias(@Nullable Tensor before) {
        float[] values = before == null ? new float[shift.length] : before.toFloats();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * factor[i] + shift[i]);
        }
        return Tensor.of(values, values.length);
    }
}
