package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalDouble;

/** What patterns ask of a graph as it stands now. */
record Look(Graph graph, Facts facts) {
    /** Relative room for constants such as the root of two, which exporters round to float. */
    private static final double CLOSE = 1e-4;

    /** The node of one of these operators that makes the tensor. */
    Optional<Node> made(String tensor, String... ops) {
        return graph.producerOf(tensor).filter(node -> node.isAnyOf(ops));
    }

    /** The same, where nothing but one node reads the tensor, so that it can go. */
    Optional<Node> madeForOne(String tensor, String... ops) {
        return graph.hasSingleUse(tensor) ? made(tensor, ops) : Optional.empty();
    }

    /** The constant a tensor always is. */
    Optional<Tensor> constant(String tensor) {
        return graph.constant(tensor);
    }

    Optional<Tensor> constant(Node node, int input) {
        return node.input(input).flatMap(this::constant);
    }

    boolean isConstant(String tensor) {
        return graph.initializerNames().contains(tensor)
                || graph.producerOf(tensor).filter(node -> node.is("Constant")).isPresent();
    }

    /** The integers an input or, in older operator sets, an attribute gives. */
    Optional<long[]> integers(Node node, int input, String attribute) {
        if (node.input(input).isPresent()) {
            return constant(node, input)
                    .filter(value -> value.type().isInteger())
                    .map(Tensor::toLongs);
        }
        return node.integers(attribute);
    }

    /** The number that a constant of one element holds. */
    OptionalDouble scalar(String tensor) {
        // The shape first: decoding a weight matrix to learn that it is no number would be dear.
        if (graph.initializerShape(tensor).map(Shape::size).orElse(1L) != 1) {
            return OptionalDouble.empty();
        }
        Optional<Tensor> value = constant(tensor).filter(held -> held.size() == 1 && isNumber(held.type()));
        return value.isPresent() ? OptionalDouble.of(value.get().toDoubles()[0]) : OptionalDouble.empty();
    }

    boolean isScalar(String tensor, double expected) {
        OptionalDouble found = scalar(tensor);
        return found.isPresent() && close(found.getAsDouble(), expected);
    }

    static boolean close(double found, double expected) {
        return Math.abs(found - expected) <= CLOSE * Math.max(1e-30, Math.abs(expected));
    }

    private static boolean isNumber(ElementType type) {
        return type.isInteger()
                || type == ElementType.FLOAT
                || type == ElementType.DOUBLE
                || type == ElementType.FLOAT16
                || type == ElementType.BFLOAT16;
    }

    /** Of the two inputs of a commutative node, the one that is not a scalar of that value. */
    Optional<String> besideScalar(Node node, double value) {
        if (node.inputs().size() != 2) {
            return Optional.empty();
        }
        for (int i = 0; i < 2; i++) {
            if (isScalar(node.inputs().get(i), value)
                    && scalar(node.inputs().get(1 - i)).isEmpty()) {
                return Optional.of(node.inputs().get(1 - i));
            }
        }
        return Optional.empty();
    }

    /** Of the two inputs of a node, the constant one's place; empty where none or both are. */
    Optional<Integer> constantPlace(Node node) {
        if (node.inputs().size() != 2) {
            return Optional.empty();
        }
        boolean first = isConstant(node.inputs().get(0));
        boolean second = isConstant(node.inputs().get(1));
        return first == second ? Optional.empty() : Optional.of(first ? 0 : 1);
    }

    /** Whether a node makes 32-bit floats, as far as is known. */
    boolean isFloat(String tensor) {
        return facts.type(tensor).map(type -> type == ElementType.FLOAT).orElse(false);
    }
}
