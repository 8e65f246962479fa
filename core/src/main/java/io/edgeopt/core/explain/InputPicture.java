package io.edgeopt.core.explain;

import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network's input as people can look at it: the numbers turned back into colours where the card says how they were
 * made, else stretched from the lowest to the highest.
 */
public final class InputPicture {
    private InputPicture() {}

    /** The picture, or each frame of a clip. */
    public static List<Image> of(Subject subject, Tensor input) {
        Shape shape = input.shape();
        InputAxes axes = subject.axes(shape);
        float[] values = input.toFloats();
        Optional<Preparation> preparation = subject.card().inputs().get(0).preparation();
        int channels = axes.channels(shape);
        if (preparation.isPresent() && preparation.get().mean().size() == channels) {
            colours(values, preparation.get(), axes, shape);
        } else {
            stretch(values);
        }
        boolean blueFirst = preparation
                .map(known -> known.channels() == Preparation.Channels.BGR)
                .orElse(false);
        List<Image> pictures = new ArrayList<>();
        InputAxes.Strides strides = axes.strides(shape);
        for (int t = 0; t < axes.frames(shape); t++) {
            Image picture = Image.blank(axes.width(shape), axes.height(shape));
            for (int y = 0; y < picture.height(); y++) {
                for (int x = 0; x < picture.width(); x++) {
                    int[] rgb = new int[3];
                    for (int c = 0; c < 3; c++) {
                        int from = channels < 3 ? 0 : blueFirst ? 2 - c : c;
                        rgb[c] = Math.round(Math.max(0, Math.min(255, values[strides.at(from, t, y, x)])));
                    }
                    picture.set(x, y, rgb[0], rgb[1], rgb[2]);
                }
            }
            pictures.add(picture);
        }
        return pictures;
    }

    private static void colours(float[] values, Preparation preparation, InputAxes axes, Shape shape) {
        InputAxes.Strides strides = axes.strides(shape);
        for (int c = 0; c < axes.channels(shape); c++) {
            float mean = preparation.mean().get(c);
            float std = preparation.std().get(c);
            for (int t = 0; t < axes.frames(shape); t++) {
                for (int y = 0; y < axes.height(shape); y++) {
                    for (int x = 0; x < axes.width(shape); x++) {
                        int place = strides.at(c, t, y, x);
                        values[place] = (values[place] * std + mean) * preparation.scale();
                    }
                }
            }
        }
    }

    private static void stretch(float[] values) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        float range = high > low ? high - low : 1;
        for (int i = 0; i < values.length; i++) {
            values[i] = 255 * (values[i] - low) / range;
        }
    }
}
