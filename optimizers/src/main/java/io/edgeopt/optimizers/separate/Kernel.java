package io.edgeopt.optimizers.separate;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A convolution's weights: {@code outputs x inputs of a group x places}, and how they are laid over the input. */
final class Kernel {
    private final float[] weights;
    private final long[] extents;
    private final int outputs;
    private final int inputs;
    private final int groups;

    private Kernel(float[] weights, long[] extents, int outputs, int inputs, int groups) {
        this.weights = weights;
        this.extents = extents;
        this.outputs = outputs;
        this.inputs = inputs;
        this.groups = groups;
    }

    static Kernel of(Node convolution, Tensor weights) {
        Shape shape = weights.shape();
        return new Kernel(
                weights.toFloats(),
                Arrays.copyOfRange(shape.toArray(), 2, shape.rank()),
                (int) shape.dim(0),
                (int) shape.dim(1),
                (int) convolution.integer("group", 1));
    }

    /** Of all groups. */
    int outputs() {
        return outputs;
    }

    int outputsOfAGroup() {
        return outputs / groups;
    }

    /** Of one group. */
    int inputs() {
        return inputs;
    }

    int groups() {
        return groups;
    }

    int axes() {
        return extents.length;
    }

    long[] extents() {
        return extents.clone();
    }

    int places() {
        return (int) Arrays.stream(extents).reduce(1, (a, b) -> a * b);
    }

    /** Places along the first axis. */
    int first() {
        return (int) extents[0];
    }

    /** Places along all other axes together. */
    int others() {
        return places() / first();
    }

    double at(int output, int input, int place) {
        return weights[(output * inputs + input) * places() + place];
    }

    @Override
    public String toString() {
        return Arrays.stream(extents)
                .mapToObj(extent -> String.format(Locale.ROOT, "%d", extent))
                .collect(Collectors.joining("x"));
    }
}
