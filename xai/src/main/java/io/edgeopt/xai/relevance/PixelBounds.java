package io.edgeopt.xai.relevance;

import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/** What numbers black and white are in an input; of an array of which nobody said it, its own lowest and highest. */
record PixelBounds(Tensor low, Tensor high) {
    private static final float WHITE = 255;

    static PixelBounds of(Subject subject, Tensor input) {
        Shape shape = input.shape();
        InputAxes axes = subject.axes(shape);
        float[] values = input.toFloats();
        float[] low = new float[axes.channels(shape)];
        float[] high = new float[low.length];
        Optional<Preparation> known = subject.card().inputs().get(0).preparation();
        if (known.isPresent() && known.get().mean().size() == low.length) {
            for (int c = 0; c < low.length; c++) {
                float mean = known.get().mean().get(c);
                float std = known.get().std().get(c);
                low[c] = -mean / std;
                high[c] = (WHITE / known.get().scale() - mean) / std;
            }
        } else {
            float lowest = Float.POSITIVE_INFINITY;
            float highest = Float.NEGATIVE_INFINITY;
            for (float value : values) {
                lowest = Math.min(lowest, value);
                highest = Math.max(highest, value);
            }
            Arrays.fill(low, lowest);
            Arrays.fill(high, highest);
        }
        return new PixelBounds(filled(low, axes, shape), filled(high, axes, shape));
    }

    private static Tensor filled(float[] colour, InputAxes axes, Shape shape) {
        float[] values = new float[(int) shape.size()];
        InputAxes.Strides strides = axes.strides(shape);
        for (int c = 0; c < colour.length; c++) {
            for (int t = 0; t < axes.frames(shape); t++) {
                for (int y = 0; y < axes.height(shape); y++) {
                    for (int x = 0; x < axes.width(shape); x++) {
                        values[strides.at(c, t, y, x)] = colour[c];
                    }
                }
            }
        }
        return Tensor.of(values, shape.toArray());
    }
}
