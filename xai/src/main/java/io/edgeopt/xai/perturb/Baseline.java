package io.edgeopt.xai.perturb;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.Locale;

/** What a hidden part of a picture is replaced with. */
public enum Baseline {
    /** The mean colour of the picture. */
    MEAN,
    /** The picture so blurred that nothing can be made out. */
    BLUR,
    /** Black, whatever number that is in the input. */
    BLACK,
    /** The number 0, which is the mean of the training pictures for most networks. */
    ZERO,
    /** What lies around the part, continued smoothly into it. */
    INPAINT;

    /** How wide the blur is, as a share of the longer side. */
    private static final double BLUR_WIDTH = 0.08;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** An input that is hidden wholly; there being nothing around it to continue, blurred in place of inpainted. */
    public Tensor whole(Subject subject, Tensor input) {
        if (this == INPAINT) {
            return BLUR.whole(subject, input);
        }
        Tensor hidden = input.copy();
        InputAxes axes = subject.axes(input.shape());
        Shape shape = input.shape();
        Patch all = new Patch(0, axes.frames(shape), 0, axes.height(shape), 0, axes.width(shape));
        cover(subject, input).hide(all, hidden.floats());
        return hidden;
    }

    /** What can cover parts of that input. */
    Cover cover(Subject subject, Tensor input) {
        InputAxes axes = subject.axes(input.shape());
        return switch (this) {
            case MEAN -> Cover.with(input, axes, means(input, axes));
            case ZERO -> Cover.with(input, axes, new float[axes.channels(input.shape())]);
            case BLACK -> Cover.with(input, axes, black(subject, axes.channels(input.shape())));
            case BLUR -> Cover.withPicture(input, axes, blurred(input, axes));
            case INPAINT -> new Inpaint(input, axes);
        };
    }

    private static float[] black(Subject subject, int channels) {
        float[] black = subject.black()
                .orElseThrow(
                        () -> new InvalidPlanException(
                                "nobody said what black is in arrays; give the model a card, or take another baseline: mean, blur, zero, inpaint"));
        if (black.length != channels) {
            throw new InvalidPlanException(
                    "the card names %d colours, the input has %d".formatted(black.length, channels));
        }
        return black;
    }

    private static float[] means(Tensor input, InputAxes axes) {
        float[] values = input.toFloats();
        InputAxes.Strides strides = axes.strides(input.shape());
        float[] means = new float[axes.channels(input.shape())];
        int frames = axes.frames(input.shape());
        int height = axes.height(input.shape());
        int width = axes.width(input.shape());
        for (int c = 0; c < means.length; c++) {
            double sum = 0;
            for (int t = 0; t < frames; t++) {
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        sum += values[strides.at(c, t, y, x)];
                    }
                }
            }
            means[c] = (float) (sum / ((double) frames * height * width));
        }
        return means;
    }

    private static float[] blurred(Tensor input, InputAxes axes) {
        int height = axes.height(input.shape());
        int width = axes.width(input.shape());
        float[] values = input.toFloats();
        InputAxes.Strides strides = axes.strides(input.shape());
        float[] plane = new float[height * width];
        double sigma = BLUR_WIDTH * Math.max(height, width);
        for (int c = 0; c < axes.channels(input.shape()); c++) {
            for (int t = 0; t < axes.frames(input.shape()); t++) {
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = values[strides.at(c, t, i / width, i % width)];
                }
                float[] smooth = Plane.blurred(plane, height, width, sigma);
                for (int i = 0; i < plane.length; i++) {
                    values[strides.at(c, t, i / width, i % width)] = smooth[i];
                }
            }
        }
        return values;
    }
}
