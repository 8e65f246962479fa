package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.tensor.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which elements of a weight share a scale: those of an output channel, or of a block of one. Both the weight and its
 * scales are seen under shapes that broadcast against each other.
 */
public final class BlockLayout {
    /** From so many elements on, what lies behind a channel gets a scale for each place before it too. */
    private static final long LONG_ROW = 32;

    private final Shape view;
    private final Shape scales;

    /** Axes of one element say nothing and are left out, so that the view is the weight's own shape where it can be. */
    private BlockLayout(Shape view, Shape scales) {
        int[] axes = IntStream.range(0, view.rank())
                .filter(axis -> view.dim(axis) != 1)
                .toArray();
        this.view = Shape.of(Arrays.stream(axes).mapToLong(view::dim).toArray());
        this.scales = Shape.of(Arrays.stream(axes).mapToLong(scales::dim).toArray());
    }

    /** One scale a channel. */
    public static BlockLayout perChannel(Shape shape, int channelAxis) {
        long before = product(shape, 0, channelAxis);
        long after = product(shape, channelAxis + 1, shape.rank());
        long channels = shape.dim(channelAxis);
        return new BlockLayout(
                Shape.of(before, channels, after), Shape.of(after >= LONG_ROW ? before : 1, channels, 1));
    }

    /** One scale for up to {@code block} elements of a channel; one a channel where it does not divide well. */
    static BlockLayout inBlocks(Shape shape, int channelAxis, int block) {
        long before = product(shape, 0, channelAxis);
        long after = product(shape, channelAxis + 1, shape.rank());
        long channels = shape.dim(channelAxis);
        long along = after > 1 ? after : before;
        long size = divisor(along, block);
        if (size < 2 || size < block / 2 || size == along) {
            return perChannel(shape, channelAxis);
        }
        return after > 1
                ? new BlockLayout(
                        Shape.of(before, channels, after / size, size), Shape.of(before, channels, after / size, 1))
                : new BlockLayout(Shape.of(before / size, size, channels), Shape.of(before / size, 1, channels));
    }

    private static long product(Shape shape, int from, int to) {
        long product = 1;
        for (int axis = from; axis < to; axis++) {
            product *= shape.dim(axis);
        }
        return product;
    }

    /** The largest divisor that is no more than {@code most}. */
    private static long divisor(long number, int most) {
        for (long candidate = Math.min(most, number); candidate > 1; candidate--) {
            if (number % candidate == 0) {
                return candidate;
            }
        }
        return 1;
    }

    /** The weight's elements, unmoved, under a shape that the scales fit. */
    public Shape view() {
        return view;
    }

    public Shape scales() {
        return scales;
    }

    /** For every element, which scale is its. */
    public int[] scaleOfEach() {
        int[] places = new int[Math.toIntExact(view.size())];
        int rank = view.rank();
        long[] index = new long[rank];
        for (int i = 0; i < places.length; i++) {
            long place = 0;
            for (int axis = 0; axis < rank; axis++) {
                place = place * scales.dim(axis) + (scales.dim(axis) == 1 ? 0 : index[axis]);
            }
            places[i] = (int) place;
            for (int axis = rank - 1; axis >= 0 && ++index[axis] == view.dim(axis); axis--) {
                index[axis] = 0;
            }
        }
        return places;
    }
}
