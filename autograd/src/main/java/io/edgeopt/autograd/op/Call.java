package io.edgeopt.autograd.op;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Node;
import java.util.List;
import java.util.Optional;

/**
 * A node about to run: its attributes and the arrays that go in.
 *
 * @param node the node
 * @param inputs its inputs in order; those left out are empty
 * @param opset the version of ONNX's operator set that the model is written in
 * @param training whether batch norms use the batch's own statistics and dropouts drop
 * @param manager owns what is made during this step
 * @param fixed numbers among the inputs that are the same in every step
 * @param snippets PyTorch functions that have no call of their own
 */
public record Call(
        Node node,
        List<Optional<NDArray>> inputs,
        int opset,
        boolean training,
        NDManager manager,
        Fixed fixed,
        Snippets snippets) {
    public NDArray in(int index) {
        return optional(index)
                .orElseThrow(() -> new UnsupportedModelException(
                        "node '%s' (%s) lacks its input %d".formatted(node.label(), node.op(), index)));
    }

    public Optional<NDArray> optional(int index) {
        return index < inputs.size() ? inputs.get(index) : Optional.empty();
    }

    public Shape shape(int index) {
        return in(index).getShape();
    }

    public int rank(int index) {
        return shape(index).dimension();
    }

    /** An axis attribute made non-negative for an array of that rank. */
    public int axis(String attribute, long absent, int rank) {
        return Axes.positive(node.integer(attribute, absent), rank);
    }

    /** Whole numbers given by the attribute in older operator sets and by an input in newer ones. */
    public Optional<long[]> longs(String attribute, int input) {
        Optional<long[]> given = node.integers(attribute);
        return given.isPresent() ? given : longs(input);
    }

    /** The values of an input of whole numbers. */
    public Optional<long[]> longs(int input) {
        return optional(input).map(array -> fixed.longs(node.inputs().get(input), array));
    }

    /** A number given by the attribute in older operator sets and by an input in newer ones. */
    public Optional<Double> number(String attribute, int input) {
        if (node.has(attribute)) {
            return Optional.of((double) node.real(attribute, 0));
        }
        return optional(input).map(array -> fixed.number(node.inputs().get(input), array));
    }

    /** PyTorch's own function, written as TorchScript over arguments named {@code a}, {@code b}, {@code c}, {@code d}. */
    public NDArray torch(String expression, NDArray... arguments) {
        return snippets.call(expression, arguments);
    }

    /** The call cannot be made as the node asks. */
    public UnsupportedModelException unsupported(String what) {
        return new UnsupportedModelException(
                "node '%s' (%s): %s cannot be differentiated by edgeopt".formatted(node.label(), node.op(), what));
    }
}
