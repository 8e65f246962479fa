package io.edgeopt.xai.perturb;

import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.FloatBuffer;

/** Mixes an input with one in which everything is hidden, place by place. */
public final class Hiding {
    private final float[] shown;
    private final float[] hidden;
    private final InputAxes.Strides strides;
    private final int channels;
    private final int frames;
    private final int width;
    private final int places;

    public Hiding(Tensor input, Tensor hidden, InputAxes axes) {
        Shape shape = input.shape();
        this.shown = input.toFloats();
        this.hidden = hidden.toFloats();
        this.strides = axes.strides(shape);
        this.channels = axes.channels(shape);
        this.frames = axes.frames(shape);
        this.width = axes.width(shape);
        this.places = axes.height(shape) * width;
    }

    /** Says how much of a place is shown, from 0 to 1. */
    @FunctionalInterface
    public interface Share {
        double at(int place);
    }

    /** Writes the mixture over {@code item}. */
    public void mix(Share share, FloatBuffer item) {
        for (int place = 0; place < places; place++) {
            float part = (float) share.at(place);
            if (part == 1) {
                continue;
            }
            for (int t = 0; t < frames; t++) {
                for (int c = 0; c < channels; c++) {
                    int at = strides.at(c, t, place / width, place % width);
                    item.put(at, hidden[at] + part * (shown[at] - hidden[at]));
                }
            }
        }
    }
}
