package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.Shape;

/**
 * Where in a layer's weights each output channel's lie, and in which order a kernel multiplies them: a convolution takes
 * the input channels of one place of its window together, a matrix product goes along its rows.
 */
final class WeightLayout {
    private final Shape shape;
    private final int axis;
    private final boolean windowed;
    private final int channels;
    private final int weightsPerChannel;
    /** Of a convolution, how many places its window has; of a product, how many weights lie between two of one row. */
    private final int stride;

    private WeightLayout(Shape shape, int axis, boolean windowed) {
        this.shape = shape;
        this.axis = axis;
        this.windowed = windowed;
        this.channels = (int) shape.dim(axis);
        this.weightsPerChannel = (int) (shape.size() / channels);
        this.stride = windowed ? weightsPerChannel / (int) shape.dim(1) : extentBehind(axis, shape);
    }

    private static int extentBehind(int axis, Shape shape) {
        int extent = 1;
        for (int later = axis + 1; later < shape.rank(); later++) {
            extent *= (int) shape.dim(later);
        }
        return extent;
    }

    static WeightLayout of(Node node, Shape shape) {
        Operator operator = Operators.of(node);
        int channels = operator.channelsOf(node).orElse(0);
        int axis = channels < 0 ? shape.rank() + channels : channels;
        return new WeightLayout(shape, axis, operator.kind() == OperatorKind.CONVOLUTION);
    }

    int axis() {
        return axis;
    }

    int channels() {
        return channels;
    }

    /** A convolution of each channel alone; its kernel adds in 32 bits at once. */
    boolean isDepthwise(Node node) {
        return windowed && shape.dim(1) == 1 && node.integer("group", 1) == shape.dim(0);
    }

    /** Where the weights of the first channel lie, in the order in which a kernel multiplies them. */
    int[] places() {
        int[] places = new int[weightsPerChannel];
        int inputs = windowed ? (int) shape.dim(1) : 1;
        for (int i = 0; i < places.length; i++) {
            places[i] = windowed ? i % inputs * stride + i / inputs : i / stride * (stride * channels) + i % stride;
        }
        return places;
    }

    /** How far behind the first channel's another's weights lie. */
    int offset(int channel) {
        return channel * (windowed ? weightsPerChannel : stride);
    }
}
