package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A tensor as a number times other tensors: {@code x * (y / 6)} is 1/6 of x and y. Exporters write the same activation
 * with its factors in any order; this form does not show the order.
 */
record Product(double coefficient, List<String> factors) {
    Product {
        factors = List.copyOf(factors);
    }

    /** The product that a node ends. Nodes before it that others read too are factors, not looked into. */
    static Product of(Node last, Look look) {
        List<String> factors = new ArrayList<>();
        double coefficient = open(last, look, factors);
        return new Product(coefficient, factors);
    }

    /** The product that a tensor within a pattern is. */
    static Product of(String tensor, Look look) {
        List<String> factors = new ArrayList<>();
        double coefficient = add(tensor, look, factors);
        return new Product(coefficient, factors);
    }

    private static double add(String tensor, Look look, List<String> factors) {
        OptionalDouble number = look.scalar(tensor);
        if (number.isPresent()) {
            return number.getAsDouble();
        }
        Optional<Node> inner = look.madeForOne(tensor, "Mul", "Div", "Neg", "Pow");
        if (inner.isEmpty()) {
            factors.add(tensor);
            return 1;
        }
        return open(inner.get(), look, factors);
    }

    private static double open(Node node, Look look, List<String> factors) {
        String first = node.inputs().get(0);
        OptionalDouble second =
                node.inputs().size() > 1 ? look.scalar(node.inputs().get(1)) : OptionalDouble.empty();
        if (node.is("Mul")) {
            return add(first, look, factors) * add(node.inputs().get(1), look, factors);
        }
        if (node.is("Neg")) {
            return -add(first, look, factors);
        }
        if (node.is("Div") && second.isPresent() && second.getAsDouble() != 0) {
            return add(first, look, factors) / second.getAsDouble();
        }
        if (node.is("Pow") && second.isPresent() && (second.getAsDouble() == 2 || second.getAsDouble() == 3)) {
            for (int i = 0; i < (int) second.getAsDouble(); i++) {
                factors.add(first);
            }
            return 1;
        }
        factors.add(node.output());
        return 1;
    }

    boolean hasCoefficient(double expected) {
        return Look.close(coefficient, expected);
    }

    /** The one factor, where there is one and the coefficient is as expected. */
    Optional<String> only(double expected) {
        return factors.size() == 1 && hasCoefficient(expected) ? Optional.of(factors.get(0)) : Optional.empty();
    }

    /** Whether this is a tensor to that power, times the coefficient. */
    boolean isPower(String tensor, int power, double expected) {
        return factors.size() == power
                && hasCoefficient(expected)
                && factors.stream().allMatch(tensor::equals);
    }
}
