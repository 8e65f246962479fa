package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** Makes one {@code Reshape} of two nodes in a row that only rename the axes of the same elements. */
final class MergeReshapes extends NodeRewrite {
    private static final String[] RESHAPES = {"Reshape", "Flatten", "Squeeze", "Unsqueeze"};

    MergeReshapes() {
        super("merge-reshapes");
    }

    @Override
    boolean rewrite(Node node, Look look, GraphEditor editor) {
        if (!node.isAnyOf(RESHAPES)) {
            return false;
        }
        Optional<Node> inner = look.madeForOne(node.inputs().get(0), RESHAPES);
        if (inner.isEmpty()) {
            return false;
        }
        String source = inner.get().inputs().get(0);
        Optional<long[]> target =
                Target.of(look.facts().shapes(source), look.facts().shapes(node.output()));
        if (target.isEmpty()) {
            return false;
        }
        String constant = editor.constant(node.output() + "_shape", Tensor.of(target.get(), target.get().length));
        editor.replace(
                node,
                Node.of("Reshape", List.of(source, constant), node.outputs()).withName(node.name()));
        editor.remove(inner.get());
        return true;
    }
}
