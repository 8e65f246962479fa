package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import java.util.List;
import java.util.Optional;

/**
 * Knows {@code x * clip(x + 3, 0, 6) / 6}, in any order, and writes {@code HardSwish}, which there is since opset 14;
 * before that, {@code x * HardSigmoid(x)}.
 */
final class HardSwishes extends ActivationRewrite {
    private static final int SINCE = 14;

    private final boolean single;

    HardSwishes(int opset) {
        super("hard-swish");
        this.single = opset >= SINCE;
    }

    @Override
    Optional<String> argument(Node node, Look look) {
        if (!node.isAnyOf("Mul", "Div")) {
            return Optional.empty();
        }
        Product product = Product.of(node, look);
        for (String factor : product.factors()) {
            Optional<String> x = gated(factor, product, look)
                    .filter(found ->
                            beside(product, found).filter(factor::equals).isPresent());
            if (x.isPresent()) {
                return x;
            }
        }
        return Optional.empty();
    }

    private Optional<String> gated(String factor, Product product, Look look) {
        if (!look.graph().hasSingleUse(factor)) {
            return Optional.empty();
        }
        if (product.hasCoefficient(1.0 / 6)) {
            return HardSigmoids.shiftedClip(factor, look);
        }
        return look.made(factor, "HardSigmoid")
                .filter(gate -> single
                        && product.hasCoefficient(1)
                        && Look.close(gate.real("alpha", 0.2f), HardSigmoids.ALPHA)
                        && Look.close(gate.real("beta", 0.5f), 0.5))
                .map(gate -> gate.inputs().get(0));
    }

    @Override
    List<Node> written(String x, String output, String name, GraphEditor editor) {
        if (single) {
            return List.of(Node.of("HardSwish", List.of(x), List.of(output)).withName(name));
        }
        String gate = editor.freshName(output + "_gate");
        return List.of(
                HardSigmoids.gate(x, gate, gate),
                Node.of("Mul", List.of(x, gate), List.of(output)).withName(name));
    }
}
