package io.edgeopt.core.explain;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ClipSampling;
import io.edgeopt.core.tensor.Shape;
import java.util.OptionalInt;

/** Which axis of a network's input is what; the first is the batch. */
public record InputAxes(int channel, OptionalInt time, int row, int column) {
    private static final InputAxes NCHW = new InputAxes(1, OptionalInt.empty(), 2, 3);
    private static final InputAxes NHWC = new InputAxes(3, OptionalInt.empty(), 1, 2);

    /** As the card says; where it says nothing of pictures, as the extents suggest. */
    public static InputAxes of(CardInput card, Shape shape) {
        if (shape.rank() != 4 && shape.rank() != 5) {
            throw new UnsupportedModelException(
                    "input '%s' has the shape %s, which has no rows and columns; a picture's has four axes, a clip's five"
                            .formatted(card.name(), shape));
        }
        if (shape.rank() == 5) {
            boolean timeLast = card.clip()
                    .map(clip -> clip.order() == ClipSampling.Order.NCTHW)
                    .orElse(isColours(shape.dim(1)) || !isColours(shape.dim(2)));
            return timeLast ? new InputAxes(1, OptionalInt.of(2), 3, 4) : new InputAxes(2, OptionalInt.of(1), 3, 4);
        }
        boolean last = card.preparation()
                .map(preparation -> preparation.layout() == Preparation.Layout.NHWC)
                .orElse(!isColours(shape.dim(1)) && isColours(shape.dim(3)));
        return last ? NHWC : NCHW;
    }

    private static boolean isColours(long extent) {
        return extent == 1 || extent == 3;
    }

    /** Fails unless {@code shape} is one item with these axes. */
    public void checkOne(Shape shape) {
        if (shape.rank() != (time.isPresent() ? 5 : 4) || shape.dim(0) != 1) {
            throw new InvalidDataException("an input of shape %s cannot be explained; expected a batch of one %s"
                    .formatted(shape, time.isPresent() ? "clip" : "picture"));
        }
    }

    public int channels(Shape shape) {
        return Math.toIntExact(shape.dim(channel));
    }

    /** How many frames a clip has; 1 for pictures. */
    public int frames(Shape shape) {
        return time.isPresent() ? Math.toIntExact(shape.dim(time.getAsInt())) : 1;
    }

    public int height(Shape shape) {
        return Math.toIntExact(shape.dim(row));
    }

    public int width(Shape shape) {
        return Math.toIntExact(shape.dim(column));
    }

    /** How far apart neighbours along {@code axis} lie in the buffer. */
    private static int stride(Shape shape, int axis) {
        int stride = 1;
        for (int i = axis + 1; i < shape.rank(); i++) {
            stride *= Math.toIntExact(shape.dim(i));
        }
        return stride;
    }

    /** Distances in the buffer between neighbours along each axis. */
    public Strides strides(Shape shape) {
        return new Strides(
                stride(shape, channel),
                time.isPresent() ? stride(shape, time.getAsInt()) : 0,
                stride(shape, row),
                stride(shape, column));
    }

    /** How far apart neighbours lie in the buffer of one item. */
    public record Strides(int channel, int frame, int row, int column) {
        public int at(int c, int t, int y, int x) {
            return c * channel + t * frame + y * row + x * column;
        }
    }

    /** Sums over the channels of values that lie as {@code shape} says: frame after frame, row after row. */
    public float[] overChannels(float[] values, Shape shape) {
        return joined(values, shape, Float::sum);
    }

    /** The largest magnitude of the channels at each place. */
    public float[] largestOfChannels(float[] values, Shape shape) {
        return joined(values, shape, (largest, value) -> Math.max(largest, Math.abs(value)));
    }

    /** Two numbers to one. */
    private interface Join {
        float of(float sofar, float value);
    }

    private float[] joined(float[] values, Shape shape, Join join) {
        int frames = frames(shape);
        int height = height(shape);
        int width = width(shape);
        float[] joined = new float[frames * height * width];
        Strides strides = strides(shape);
        for (int c = 0; c < channels(shape); c++) {
            int place = 0;
            for (int t = 0; t < frames; t++) {
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        joined[place] = join.of(joined[place], values[strides.at(c, t, y, x)]);
                        place++;
                    }
                }
            }
        }
        return joined;
    }
}
