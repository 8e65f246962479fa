package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;

/** Raises models of operator sets 11 and 12 to 13, where {@code DequantizeLinear} can have a scale for each channel. */
public final class OpsetThirteen {
    /** What was an attribute and is the second input now. */
    private static final Map<String, String> MOVED =
            Map.of("Squeeze", "axes", "Unsqueeze", "axes", "ReduceSum", "axes", "Split", "split");

    private OpsetThirteen() {}

    /** The raised model, or the same one where it is another set already or holds what would change its meaning. */
    public static Model raised(Model model) {
        boolean possible = model.opset() >= 11
                && model.opset() < 13
                && model.functions().isEmpty()
                && model.graph().nodes().stream().noneMatch(Node::hasSubgraphs)
                && softmaxOverTheLastAxis(model);
        if (!possible) {
            return model;
        }
        GraphEditor editor = model.edit();
        for (Node node : model.graph().nodes()) {
            String attribute = node.domain().isEmpty() ? MOVED.get(node.op()) : null;
            if (attribute != null && node.has(attribute)) {
                long[] values = node.integers(attribute).orElseThrow();
                String input = editor.constant(node.output() + "_" + attribute, Tensor.of(values, values.length));
                editor.replace(node, node.without(attribute).withInput(1, input));
            } else if (Operators.of(node).kind() == OperatorKind.RESHAPE && node.has("ratio")) {
                editor.replace(node, node.without("ratio"));
            }
        }
        return editor.model().withOpset("", 13);
    }

    /** Before set 13 all axes from {@code axis} on were taken together; over the last alone the two agree. */
    private static boolean softmaxOverTheLastAxis(Model model) {
        return model.graph().nodes().stream()
                .filter(node -> node.domain().isEmpty() && Operators.of(node).kind() == OperatorKind.SOFTMAX)
                .allMatch(node -> node.integer("axis", 1) == -1);
    }
}
