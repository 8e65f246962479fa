package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import java.util.List;
import java.util.Optional;

/** Knows {@code 1 / (1 + exp(-x))} and writes {@code Sigmoid}. */
final class Sigmoids extends ActivationRewrite {
    Sigmoids() {
        super("sigmoid");
    }

    @Override
    Optional<String> argument(Node node, Look look) {
        if (node.is("Reciprocal")) {
            return onePlusExp(node.inputs().get(0), look);
        }
        return node.is("Div") && look.isScalar(node.inputs().get(0), 1)
                ? onePlusExp(node.inputs().get(1), look)
                : Optional.empty();
    }

    /** The x of {@code 1 + exp(-x)}. */
    static Optional<String> onePlusExp(String tensor, Look look) {
        return look.madeForOne(tensor, "Add")
                .flatMap(sum -> look.besideScalar(sum, 1))
                .flatMap(exp -> look.madeForOne(exp, "Exp"))
                .map(exp -> exp.inputs().get(0))
                .filter(look.graph()::hasSingleUse)
                .flatMap(negative -> Product.of(negative, look).only(-1));
    }

    @Override
    List<Node> written(String x, String output, String name, GraphEditor editor) {
        return List.of(Node.of("Sigmoid", List.of(x), List.of(output)).withName(name));
    }
}
