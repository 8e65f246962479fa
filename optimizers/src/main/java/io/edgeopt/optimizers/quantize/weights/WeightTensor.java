package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A constant of floats that a layer multiplies with.
 *
 * @param name the tensor's
 * @param reader the first node that reads it as its weight
 * @param channelAxis the axis along which the reader's outputs lie
 */
public record WeightTensor(String name, Tensor value, Node reader, int channelAxis) {
    /** Which inputs of a layer are its weights. A bias is left alone: it is small, and added after all else. */
    private static final Map<OperatorKind, int[]> PLACES = new EnumMap<>(Map.of(
            OperatorKind.CONVOLUTION, new int[] {1},
            OperatorKind.TRANSPOSED_CONVOLUTION, new int[] {1},
            OperatorKind.MATRIX_PRODUCT, new int[] {0, 1},
            OperatorKind.RECURRENT, new int[] {1, 2},
            OperatorKind.GATHER, new int[] {0}));

    /** Below this many elements the nodes that unpack a tensor take more room than it does. */
    static final int FEWEST = 256;

    /** Every weight of a graph that has two axes or more and is large enough to be worth it, in the nodes' order. */
    public static List<WeightTensor> of(Graph graph) {
        Map<String, WeightTensor> found = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            Operator operator = Operators.of(node);
            for (int place : PLACES.getOrDefault(operator.kind(), new int[0])) {
                Optional<String> name = node.input(place).filter(tensor -> !found.containsKey(tensor));
                name.flatMap(graph::constant)
                        .filter(WeightTensor::isWorthIt)
                        .ifPresent(value -> found.put(
                                name.get(),
                                new WeightTensor(name.get(), value, node, axis(operator, node, place, value))));
            }
        }
        return List.copyOf(found.values());
    }

    private static boolean isWorthIt(Tensor value) {
        return value.type() == ElementType.FLOAT && value.shape().rank() >= 2 && value.size() >= FEWEST;
    }

    private static int axis(Operator operator, Node node, int place, Tensor value) {
        int rank = value.shape().rank();
        if (operator.kind() == OperatorKind.MATRIX_PRODUCT && place == 0) {
            return node.integer("transA", 0) != 0 ? rank - 1 : rank - 2;
        }
        int axis = operator.channelsOf(node).orElse(0);
        return axis < 0 ? rank + axis : Math.min(axis, rank - 1);
    }

    /** What messages, tables and files of bits call the layer. */
    public String layer() {
        return reader.label();
    }

    Shape shape() {
        return value.shape();
    }

    @Override
    public String toString() {
        return "%s of %s".formatted(name, layer());
    }
}
