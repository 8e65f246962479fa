package io.edgeopt.core.model;

import io.edgeopt.core.tensor.Shape;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which frames of a clip a model sees, and how they are laid out.
 *
 * @param frames how many
 * @param sampling how they are chosen
 * @param step distance between frames of a dense sample
 * @param order where the time axis stands
 */
public record ClipSampling(int frames, Sampling sampling, int step, Order order) {
    /** How frames are chosen. */
    public enum Sampling {
        /** The middles of as many equal stretches of the whole clip. */
        UNIFORM,
        /** Every {@code step}-th, around the middle of the clip. */
        DENSE
    }

    /** Where the time axis stands. */
    public enum Order {
        NCTHW,
        NTCHW
    }

    public ClipSampling {
        if (frames < 1 || step < 1) {
            throw new IllegalArgumentException("frames %d and step %d must be 1 or more".formatted(frames, step));
        }
    }

    /** The same of so many frames. */
    public ClipSampling withFrames(int changed) {
        return new ClipSampling(changed, sampling, step, order);
    }

    /** The shape of clips of pictures of shape {@code N x C x H x W}. */
    public Shape shape(Shape picture) {
        long[] p = picture.toArray();
        return order == Order.NCTHW
                ? Shape.of(p[0], p[1], frames, p[2], p[3])
                : Shape.of(p[0], frames, p[1], p[2], p[3]);
    }

    /** Indices into a clip of {@code length} frames; frames are repeated where it is too short. */
    public int[] indices(int length) {
        if (sampling == Sampling.UNIFORM) {
            return IntStream.range(0, frames)
                    .map(i -> (int) ((2L * i + 1) * length / (2L * frames)))
                    .toArray();
        }
        int first = Math.max(0, (length - (frames - 1) * step - 1) / 2);
        return IntStream.range(0, frames)
                .map(i -> Math.min(length - 1, first + i * step))
                .toArray();
    }

    /** The same with some play, as training wants it: anywhere in its stretch, or a sample that begins anywhere. */
    public int[] indices(int length, SplittableRandom random) {
        if (sampling == Sampling.UNIFORM) {
            return IntStream.range(0, frames)
                    .map(i -> Math.min(length - 1, (int) ((i + random.nextDouble()) * length / frames)))
                    .toArray();
        }
        int first = random.nextInt(Math.max(1, length - (frames - 1) * step));
        return IntStream.range(0, frames)
                .map(i -> Math.min(length - 1, first + i * step))
                .toArray();
    }
}
