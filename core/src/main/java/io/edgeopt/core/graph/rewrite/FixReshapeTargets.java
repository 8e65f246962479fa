package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import java.util.Optional;

/** Gives a {@code Reshape} whose target is computed from shapes a constant one, in which free extents stay free. */
final class FixReshapeTargets extends NodeRewrite {
    FixReshapeTargets() {
        super("reshape-targets");
    }

    @Override
    boolean rewrite(Node node, Look look, GraphEditor editor) {
        if (!node.is("Reshape")
                || node.inputs().size() < 2
                || look.isConstant(node.inputs().get(1))) {
            return false;
        }
        Optional<long[]> target = Target.of(
                look.facts().shapes(node.inputs().get(0)), look.facts().shapes(node.output()));
        if (target.isEmpty()) {
            return false;
        }
        String constant = editor.constant(node.output() + "_shape", Tensor.of(target.get(), target.get().length));
        editor.replace(node, node.withInput(1, constant).without("allowzero"));
        return true;
    }
}
