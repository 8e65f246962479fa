package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import java.util.List;
import java.util.Optional;

/**
 * Knows {@code x (1 + erf(x / sqrt 2)) / 2}, or its approximation {@code x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) / 2},
 * and writes {@code Gelu}, which there is since opset 20.
 */
final class Gelus extends ActivationRewrite {
    static final int SINCE = 20;

    private static final double CUBIC = 0.044715;

    private final boolean tanh;

    Gelus(boolean tanh) {
        super(tanh ? "gelu-tanh" : "gelu");
        this.tanh = tanh;
    }

    @Override
    Optional<String> argument(Node node, Look look) {
        if (!node.isAnyOf("Mul", "Div")) {
            return Optional.empty();
        }
        Product product = Product.of(node, look);
        if (!product.hasCoefficient(0.5)) {
            return Optional.empty();
        }
        for (String factor : product.factors()) {
            Optional<String> inner = look.madeForOne(factor, "Add")
                    .flatMap(sum -> look.besideScalar(sum, 1))
                    .flatMap(function -> look.madeForOne(function, tanh ? "Tanh" : "Erf"))
                    .map(function -> function.inputs().get(0));
            Optional<String> x = beside(product, factor)
                    .filter(found -> inner.filter(argument ->
                                    tanh ? isCubic(argument, found, look) : isOverRootTwo(argument, found, look))
                            .isPresent());
            if (x.isPresent()) {
                return x;
            }
        }
        return Optional.empty();
    }

    private static boolean isOverRootTwo(String argument, String x, Look look) {
        return Product.of(argument, look).isPower(x, 1, Math.sqrt(0.5));
    }

    private static boolean isCubic(String argument, String x, Look look) {
        Product outer = Product.of(argument, look);
        if (!outer.hasCoefficient(Math.sqrt(2 / Math.PI))) {
            return false;
        }
        if (outer.factors().size() == 2) {
            // x (1 + 0.044715 x^2)
            return beside(outer, x)
                    .flatMap(sum -> look.madeForOne(sum, "Add"))
                    .flatMap(sum -> look.besideScalar(sum, 1))
                    .filter(square -> Product.of(square, look).isPower(x, 2, CUBIC))
                    .isPresent();
        }
        return outer.factors().size() == 1
                && look.madeForOne(outer.factors().get(0), "Add")
                        .filter(sum -> isSum(sum, x, look))
                        .isPresent();
    }

    private static boolean isSum(Node sum, String x, Look look) {
        int place = sum.inputs().indexOf(x);
        return place >= 0 && Product.of(sum.inputs().get(1 - place), look).isPower(x, 3, CUBIC);
    }

    @Override
    List<Node> written(String x, String output, String name, GraphEditor editor) {
        Node gelu = Node.of("Gelu", List.of(x), List.of(output)).withName(name);
        return List.of(tanh ? gelu.with("approximate", "tanh") : gelu);
    }
}
