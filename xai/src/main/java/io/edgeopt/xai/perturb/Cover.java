package io.edgeopt.xai.perturb;

import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.FloatBuffer;

/** Hides a part of an input. */
interface Cover {
    void hide(Patch patch, FloatBuffer item);

    /** With one value a channel. */
    static Cover with(Tensor input, InputAxes axes, float[] colour) {
        Shape shape = input.shape();
        InputAxes.Strides strides = axes.strides(shape);
        return (patch, item) -> {
            for (int c = 0; c < colour.length; c++) {
                for (int t = patch.fromFrame(); t < patch.toFrame(); t++) {
                    for (int y = patch.top(); y < patch.bottom(); y++) {
                        for (int x = patch.left(); x < patch.right(); x++) {
                            item.put(strides.at(c, t, y, x), colour[c]);
                        }
                    }
                }
            }
        };
    }

    /** With the same part of another input. */
    static Cover withPicture(Tensor input, InputAxes axes, float[] other) {
        Shape shape = input.shape();
        InputAxes.Strides strides = axes.strides(shape);
        int channels = axes.channels(shape);
        return (patch, item) -> {
            for (int c = 0; c < channels; c++) {
                for (int t = patch.fromFrame(); t < patch.toFrame(); t++) {
                    for (int y = patch.top(); y < patch.bottom(); y++) {
                        for (int x = patch.left(); x < patch.right(); x++) {
                            int place = strides.at(c, t, y, x);
                            item.put(place, other[place]);
                        }
                    }
                }
            }
        };
    }
}
