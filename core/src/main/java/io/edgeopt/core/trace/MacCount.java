package io.edgeopt.core.trace;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Multiply-accumulates of one node, from the shapes of its tensors: one for each weight, or each element of the other
 * operand, that meets each element of the result. Biases, activations, normalisations and poolings count nothing.
 */
final class MacCount {
    private final Trace trace;

    MacCount(Trace trace) {
        this.trace = trace;
    }

    /** Empty where a shape that the count needs is not known, or takes a form that is not counted. */
    OptionalLong of(Node node) {
        Operator operator = Operators.of(node);
        Optional<Shape> out = shape(node.outputs().stream().findFirst());
        Optional<Shape> first = shape(node.input(0));
        Optional<Shape> weight = shape(operator.weightOf(node));
        Optional<Long> count = switch (operator.macs()) {
            case NONE -> Optional.of(0L);
            case CONV -> product(out, weight.map(MacCount::perOuter));
            case CONV_TRANSPOSE -> product(first, weight.map(MacCount::perOuter));
            case GEMM -> product(out, first.map(a -> a.dim(node.integer("transA", 0) != 0 ? 0 : -1)));
            case MATMUL ->
                product(out, first.map(a -> a.dim(a.rank() > 1 && node.integer("transA", 0) != 0 ? -2 : -1)));
            case EINSUM -> einsum(node);
            case ATTENTION -> attention(node);
            case LSTM, GRU, RNN -> recurrent(first, weight, shape(node.input(2)));
        };
        return count.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private Optional<Shape> shape(Optional<String> tensor) {
        return tensor.flatMap(trace::shape);
    }

    private static long perOuter(Shape weight) {
        return weight.dim(0) == 0 ? 0 : weight.size() / weight.dim(0);
    }

    private static Optional<Long> product(Optional<Shape> elements, Optional<Long> each) {
        return elements.flatMap(shape -> each.map(count -> shape.size() * count));
    }

    /** At each step every sequence meets all weights, those of the input and those of the state. */
    private static Optional<Long> recurrent(Optional<Shape> x, Optional<Shape> input, Optional<Shape> state) {
        if (x.isEmpty() || x.get().rank() != 3 || input.isEmpty() || state.isEmpty()) {
            return Optional.empty();
        }
        long steps = x.get().dim(0) * x.get().dim(1);
        return Optional.of(steps * (input.get().size() + state.get().size()));
    }

    /** Either an input with the joint weight of its three projections, or queries, keys and values, all of rank 3. */
    private Optional<Long> attention(Node node) {
        Optional<Shape> x = shape(node.input(0)).filter(shape -> shape.rank() == 3);
        Optional<Shape> other = shape(node.input(1));
        if (x.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        long queries = x.get().dim(0) * x.get().dim(1);
        if (other.get().rank() == 2) {
            long width = other.get().dim(1) / 3;
            return Optional.of(
                    x.get().size() * other.get().dim(1) + 2 * queries * x.get().dim(1) * width);
        }
        return shape(node.input(2))
                .filter(values -> values.rank() == 3 && other.get().rank() == 3)
                .map(values -> queries * other.get().dim(1) * (x.get().dim(2) + values.dim(2)));
    }

    /** Two operands whose axes are all named: one for each combination of indices. */
    private Optional<Long> einsum(Node node) {
        String equation = node.text("equation", "").replace(" ", "");
        List<String> terms = List.of(equation.split("->", 2)[0].split(",", -1));
        if (node.inputs().size() != 2 || terms.size() != 2 || equation.contains(".")) {
            return Optional.empty();
        }
        Map<Character, Long> extents = new HashMap<>();
        for (int operand = 0; operand < 2; operand++) {
            String term = terms.get(operand);
            Optional<Shape> shape = shape(node.input(operand)).filter(found -> found.rank() == term.length());
            if (shape.isEmpty()) {
                return Optional.empty();
            }
            for (int axis = 0; axis < term.length(); axis++) {
                extents.merge(term.charAt(axis), shape.get().dim(axis), Math::max);
            }
        }
        return Optional.of(extents.values().stream().reduce(1L, Math::multiplyExact));
    }
}
