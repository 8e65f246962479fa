package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import java.util.List;
import java.util.Optional;

/** A rewrite that knows an element-wise function of one tensor in several nodes, and writes it in fewer. */
abstract class ActivationRewrite extends NodeRewrite {
    ActivationRewrite(String name) {
        super(name);
    }

    /** The tensor that {@code node} gives the function of. */
    abstract Optional<String> argument(Node node, Look look);

    /** The nodes that compute it from {@code x}, the last of them giving the {@code output}. */
    abstract List<Node> written(String x, String output, String name, GraphEditor editor);

    @Override
    final boolean rewrite(Node node, Look look, GraphEditor editor) {
        if (!node.isAnyOf("Mul", "Div", "Clip", "Add", "Sub", "Reciprocal")) {
            return false;
        }
        // Constants could widen the shape by broadcasting, and integers divide otherwise.
        Optional<String> x = argument(node, look)
                .filter(found -> look.facts().sameShape(found, node.output()) && look.isFloat(node.output()));
        x.ifPresent(found -> editor.replace(
                node, written(found, node.output(), node.name(), editor).toArray(Node[]::new)));
        x.ifPresent(found -> editor.removeDead());
        return x.isPresent();
    }

    /** Of two factors, the one beside the tensor {@code other}. */
    static Optional<String> beside(Product product, String other) {
        if (product.factors().size() != 2) {
            return Optional.empty();
        }
        int place = product.factors().indexOf(other);
        return place < 0 ? Optional.empty() : Optional.of(product.factors().get(1 - place));
    }
}
