package io.edgeopt.optimizers.quantize.learn;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Cuts pieces out of what a layer reads and gives: a window of a convolution's output with all of the input that it is
 * made of, or a row of a matrix product. So a layer can be learnt from a little of each of many samples.
 */
final class Cutting {
    /** How many places a piece has along each axis, by the number of axes. */
    private static final int[] SIDES = {0, 64, 8, 4};

    private final Node layer;
    private final boolean windowed;
    private final int[] kernel;

    private Cutting(Node layer, boolean windowed, int[] kernel) {
        this.layer = layer;
        this.windowed = windowed;
        this.kernel = kernel;
    }

    /** Empty where the layer is of a kind that is not learnt. */
    static Optional<Cutting> of(Node layer, Shape weight) {
        OperatorKind kind = Operators.of(layer).kind();
        int axes = weight.rank() - 2;
        if (kind == OperatorKind.CONVOLUTION && axes >= 1 && axes < SIDES.length) {
            int[] kernel = new int[axes];
            for (int i = 0; i < axes; i++) {
                kernel[i] = (int) weight.dim(2 + i);
            }
            return Optional.of(new Cutting(layer, true, kernel));
        }
        return kind == OperatorKind.MATRIX_PRODUCT && axes == 0
                ? Optional.of(new Cutting(layer, false, new int[0]))
                : Optional.empty();
    }

    /** The layer as it works on a piece: what lies around it has been cut out with it. */
    Node onPieces() {
        return windowed ? layer.without("auto_pad").with("pads", new long[2 * kernel.length]) : layer;
    }

    /** How many places of the output a piece has at most. */
    int places() {
        int places = 1;
        for (int i = 0; i < kernel.length; i++) {
            places *= SIDES[kernel.length];
        }
        return places;
    }

    void cut(Tensor input, Tensor output, int count, SplittableRandom random, Pieces into) {
        float[] read = input.toFloats();
        float[] given = output.toFloats();
        for (int i = 0; i < count; i++) {
            if (windowed) {
                window(read, input.shape(), given, output.shape(), random, into);
            } else {
                row(read, input.shape(), given, output.shape(), random, into);
            }
        }
    }

    private static void row(
            float[] read, Shape input, float[] given, Shape output, SplittableRandom random, Pieces into) {
        int inner = (int) input.dim(input.rank() - 1);
        int outer = (int) output.dim(output.rank() - 1);
        int row = random.nextInt(read.length / inner);
        into.add(
                Arrays.copyOfRange(read, row * inner, (row + 1) * inner),
                new long[] {inner},
                Arrays.copyOfRange(given, row * outer, (row + 1) * outer),
                new long[] {outer});
    }

    private void window(float[] read, Shape input, float[] given, Shape output, SplittableRandom random, Pieces into) {
        int axes = kernel.length;
        int[] starts = new int[axes + 2];
        int[] sizes = new int[axes + 2];
        int[] from = new int[axes + 2];
        int[] span = new int[axes + 2];
        starts[0] = random.nextInt((int) output.dim(0));
        from[0] = starts[0];
        sizes[0] = 1;
        span[0] = 1;
        sizes[1] = (int) output.dim(1);
        span[1] = (int) input.dim(1);
        for (int i = 0; i < axes; i++) {
            int extent = (int) output.dim(2 + i);
            int stride = (int) attribute("strides", i);
            int reach = (kernel[i] - 1) * (int) attribute("dilations", i) + 1;
            sizes[2 + i] = Math.min(SIDES[axes], extent);
            starts[2 + i] = random.nextInt(extent - sizes[2 + i] + 1);
            span[2 + i] = (sizes[2 + i] - 1) * stride + reach;
            from[2 + i] = starts[2 + i] * stride - padding(i, (int) input.dim(2 + i), extent, stride, reach);
        }
        into.add(part(read, input, from, span), dims(span), part(given, output, starts, sizes), dims(sizes));
    }

    private long attribute(String name, int axis) {
        return layer.integers(name).map(values -> values[axis]).orElse(1L);
    }

    private int padding(int axis, int input, int output, int stride, int reach) {
        int missing = Math.max(0, (output - 1) * stride + reach - input);
        return switch (layer.text("auto_pad", "NOTSET")) {
            case "SAME_UPPER" -> missing / 2;
            case "SAME_LOWER" -> (missing + 1) / 2;
            case "VALID" -> 0;
            default -> layer.integers("pads").map(pads -> (int) pads[axis]).orElse(0);
        };
    }

    private static long[] dims(int[] sizes) {
        return Arrays.stream(sizes).skip(1).mapToLong(size -> size).toArray();
    }

    /** A block of an array; zeros where it reaches beyond. */
    private static float[] part(float[] values, Shape shape, int[] starts, int[] sizes) {
        float[] part = new float[Arrays.stream(sizes).reduce(1, (a, b) -> a * b)];
        copy(values, 0, shape, starts, sizes, 0, part, 0);
        return part;
    }

    private static void copy(
            float[] from, int at, Shape shape, int[] starts, int[] sizes, int axis, float[] to, int place) {
        int inner = 1;
        int innerTo = 1;
        for (int later = axis + 1; later < sizes.length; later++) {
            inner *= (int) shape.dim(later);
            innerTo *= sizes[later];
        }
        for (int i = 0; i < sizes[axis]; i++) {
            int index = starts[axis] + i;
            if (index < 0 || index >= shape.dim(axis)) {
                continue;
            }
            if (axis == sizes.length - 1) {
                to[place + i] = from[at + index];
            } else {
                copy(from, at + index * inner, shape, starts, sizes, axis + 1, to, place + i * innerTo);
            }
        }
    }
}
