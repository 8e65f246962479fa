package io.edgeopt.xai.perturb;

import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.tensor.Tensor;
import java.nio.FloatBuffer;

/**
 * Continues what lies around a patch into it: each value is the mean of the nearest ones outside to the left, right,
 * above and below, the nearer the heavier. Sides beyond the picture's edge are left out; a patch as large as the picture
 * becomes 0.
 */
final class Inpaint implements Cover {
    private final float[] values;
    private final InputAxes.Strides strides;
    private final int channels;
    private final int height;
    private final int width;

    Inpaint(Tensor input, InputAxes axes) {
        this.values = input.toFloats();
        this.strides = axes.strides(input.shape());
        this.channels = axes.channels(input.shape());
        this.height = axes.height(input.shape());
        this.width = axes.width(input.shape());
    }

    @Override
    public void hide(Patch patch, FloatBuffer item) {
        for (int c = 0; c < channels; c++) {
            for (int t = patch.fromFrame(); t < patch.toFrame(); t++) {
                for (int y = patch.top(); y < patch.bottom(); y++) {
                    for (int x = patch.left(); x < patch.right(); x++) {
                        item.put(strides.at(c, t, y, x), continued(patch, c, t, y, x));
                    }
                }
            }
        }
    }

    private float continued(Patch patch, int c, int t, int y, int x) {
        double sum = 0;
        double weights = 0;
        if (patch.left() > 0) {
            double weight = 1.0 / (x - patch.left() + 1);
            sum += weight * values[strides.at(c, t, y, patch.left() - 1)];
            weights += weight;
        }
        if (patch.right() < width) {
            double weight = 1.0 / (patch.right() - x);
            sum += weight * values[strides.at(c, t, y, patch.right())];
            weights += weight;
        }
        if (patch.top() > 0) {
            double weight = 1.0 / (y - patch.top() + 1);
            sum += weight * values[strides.at(c, t, patch.top() - 1, x)];
            weights += weight;
        }
        if (patch.bottom() < height) {
            double weight = 1.0 / (patch.bottom() - y);
            sum += weight * values[strides.at(c, t, patch.bottom(), x)];
            weights += weight;
        }
        return weights == 0 ? 0 : (float) (sum / weights);
    }
}
