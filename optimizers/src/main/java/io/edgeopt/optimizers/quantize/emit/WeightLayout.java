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

    private WeightLayout(Shape shape, int axis, boolean windowed) {
        this.shape = shape;
        this.axis = axis;
        this.windowed = windowed;
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
        return (int) shape.dim(axis);
    }

    /** How many weights each output channel has. */
    int weightsPerChannel() {
        return (int) (shape.size() / channels());
    }

    /** A convolution of each channel alone; its kernel adds in 32 bits at once. */
    boolean isDepthwise(Node node) {
        return windowed && shape.dim(1) == 1 && node.integer("group", 1) == shape.dim(0);
    }

    /** The place of the {@code i}-th weight of a channel, in the order in which a kernel multiplies them. */
    int place(int channel, int i) {
        if (windowed) {
            int inputs = (int) shape.dim(1);
            int window = weightsPerChannel() / inputs;
            return channel * weightsPerChannel() + i % inputs * window + i / inputs;
        }
        int inner = 1;
        for (int later = axis + 1; later < shape.rank(); later++) {
            inner *= (int) shape.dim(later);
        }
        return i / inner * (inner * channels()) + channel * inner + i % inner;
    }
}
