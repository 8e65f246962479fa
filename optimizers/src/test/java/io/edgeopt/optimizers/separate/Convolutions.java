package io.edgeopt.optimizers.separate;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Models of one convolution with drawn weights. */
final class Convolutions {
    private Convolutions() {}

    /**
     * One convolution over an input of odd extents.
     *
     * @param shape of the weights
     * @param node with the attributes that the convolution shall have
     */
    static Model of(long[] shape, Node node, long seed) {
        Random random = new Random(seed);
        int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        float[] weights = new float[size];
        for (int i = 0; i < size; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        float[] bias = new float[(int) shape[0]];
        for (int i = 0; i < bias.length; i++) {
            bias[i] = (float) random.nextGaussian();
        }
        long channels = shape[1] * node.integer("group", 1);
        List<Dim> dims = new ArrayList<>(List.of(new Dim.Free("N"), new Dim.Fixed(channels)));
        List<Dim> free = new ArrayList<>(List.of(new Dim.Free("N"), new Dim.Fixed(shape[0])));
        for (int axis = 2; axis < shape.length; axis++) {
            dims.add(new Dim.Fixed(9 + 2L * axis));
            free.add(new Dim.Free(""));
        }
        return Model.empty("convolution", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, dims))
                .set("w", Tensor.of(weights, shape))
                .set("b", Tensor.of(bias, bias.length))
                .add(node.withInputs(List.of("x", "w", "b"))
                        .withOutputs(List.of("y"))
                        .withName("conv"))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, free))
                .model();
    }

    static Node plain() {
        return Node.of("Conv", List.of(), List.of());
    }

    static Node padded() {
        return plain().with("pads", new long[] {1, 1, 1, 1});
    }
}
