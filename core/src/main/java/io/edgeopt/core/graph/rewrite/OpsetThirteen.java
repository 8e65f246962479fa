package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Raises models of operator sets 7 to 12 to 13, where {@code DequantizeLinear} can have a scale for each channel. */
public final class OpsetThirteen {
    private static final int THIRTEEN = 13;

    /** What was an attribute and is the second input now. */
    private static final Map<String, String> MOVED =
            Map.of("Squeeze", "axes", "Unsqueeze", "axes", "ReduceSum", "axes", "Split", "split");

    private OpsetThirteen() {}

    /** The raised model, or the same one where it is another set already or holds what would change its meaning. */
    public static Model raised(Model model) {
        boolean older = OpsetEleven.concerns(model);
        boolean concerns = older || (model.opset() >= 11 && model.opset() < THIRTEEN);
        if (!concerns || obstacle(model).isPresent()) {
            return model;
        }
        Model eleven = older ? OpsetEleven.raised(model) : model;
        GraphEditor editor = eleven.edit();
        for (Node node : eleven.graph().nodes()) {
            if (node.domain().isEmpty()) {
                raise(node, eleven.graph(), editor);
            }
        }
        return editor.model().withOpset("", THIRTEEN);
    }

    /** Why the model cannot be raised, in words; empty where it can or need not be. */
    public static Optional<String> obstacle(Model model) {
        if (!model.functions().isEmpty()) {
            return Optional.of("it defines functions of its own");
        }
        return model.graph().nodes().stream()
                .filter(Node::hasSubgraphs)
                .findFirst()
                .map(node -> "'%s' holds a graph of its own".formatted(node.label()))
                .or(() -> OpsetEleven.concerns(model) ? OpsetEleven.obstacle(model) : Optional.empty());
    }

    private static void raise(Node node, Graph graph, GraphEditor editor) {
        String attribute = MOVED.get(node.op());
        if (attribute != null && node.has(attribute)) {
            long[] values = node.integers(attribute).orElseThrow();
            String input = editor.constant(node.output() + "_" + attribute, Tensor.of(values, values.length));
            editor.replace(node, node.without(attribute).withInput(1, input));
        } else if (Operators.of(node).kind() == OperatorKind.RESHAPE && node.has("ratio")) {
            editor.replace(node, node.without("ratio"));
        } else if (List.of("Softmax", "LogSoftmax", "Hardmax").contains(node.op())) {
            raiseSoftmax(node, graph, editor);
        }
    }

    /**
     * Before set 13 all axes from {@code axis} on were taken together. Over the last alone the two agree; otherwise these
     * axes are made one and taken apart again.
     */
    private static void raiseSoftmax(Node node, Graph graph, GraphEditor editor) {
        long axis = node.integer("axis", 1);
        Optional<Integer> rank = rank(node, graph);
        if (axis == -1 || (rank.isPresent() && axis == rank.get() - 1)) {
            editor.replace(node, node.with("axis", -1));
            return;
        }
        String shape = editor.freshName(node.output() + "_shape");
        String flat = editor.freshName(node.output() + "_flat");
        String shares = editor.freshName(node.output() + "_shares");
        editor.replace(
                node,
                Node.of("Shape", node.inputs(), List.of(shape)),
                Node.of("Flatten", node.inputs(), List.of(flat)).with("axis", axis),
                node.with("axis", -1).withInputs(List.of(flat)).withOutputs(List.of(shares)),
                Node.of("Reshape", List.of(shares, shape), node.outputs()));
    }

    /** How many axes the file says that there are. */
    private static Optional<Integer> rank(Node node, Graph graph) {
        Stream<ValueInfo> declared = Stream.concat(
                Stream.of(node.inputs().get(0), node.output())
                        .map(graph::declared)
                        .flatMap(Optional::stream),
                Stream.concat(
                        graph.outputs().stream().filter(output -> output.name().equals(node.output())),
                        graph.inputs().stream()
                                .filter(input ->
                                        input.name().equals(node.inputs().get(0)))));
        return declared.flatMap(info -> info.dims().stream()).map(List::size).findFirst();
    }
}
