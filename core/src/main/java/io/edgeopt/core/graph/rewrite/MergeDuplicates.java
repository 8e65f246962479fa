package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computes once what several nodes compute from the same tensors. */
final class MergeDuplicates implements Rewrite {
    /** Answers differently each time, or (quantized pairs) has to stand beside each of its readers to be fused. */
    private static final Set<String> APART = Set.of(
            "RandomNormal",
            "RandomNormalLike",
            "RandomUniform",
            "RandomUniformLike",
            "Multinomial",
            "Bernoulli",
            "Dropout",
            "QuantizeLinear",
            "DequantizeLinear");

    @Override
    public String name() {
        return "merge-duplicates";
    }

    @Override
    public int apply(GraphEditor editor, Facts facts) {
        int fired = 0;
        Map<List<String>, List<Node>> alike = new HashMap<>();
        for (Node old : editor.graph().topological()) {
            // Readers of a node that was just merged are no longer the objects listed: ask for the present one.
            Node node = present(editor.graph(), old);
            if (node.hasSubgraphs()
                    || !node.domain().isEmpty()
                    || APART.contains(node.op())
                    || isOutput(editor, node)) {
                continue;
            }
            List<Node> candidates = alike.computeIfAbsent(key(node), unused -> new ArrayList<>());
            Node first = candidates.stream()
                    .filter(candidate -> candidate.isSameOperation(node)
                            && namedOutputs(candidate).equals(namedOutputs(node)))
                    .findFirst()
                    .orElse(node);
            if (first == node) {
                candidates.add(node);
                continue;
            }
            for (int i = 0; i < node.outputs().size(); i++) {
                if (!node.outputs().get(i).isEmpty()) {
                    editor.redirect(node.outputs().get(i), first.outputs().get(i));
                }
            }
            editor.remove(present(editor.graph(), node));
            fired++;
        }
        return fired;
    }

    private static Node present(Graph graph, Node node) {
        return node.outputs().stream()
                .filter(output -> !output.isEmpty())
                .findFirst()
                .flatMap(graph::producerOf)
                .orElse(node);
    }

    private static boolean isOutput(GraphEditor editor, Node node) {
        return node.outputs().stream().anyMatch(editor.graph()::isOutput);
    }

    private static List<String> key(Node node) {
        List<String> key = new ArrayList<>(node.inputs());
        key.add(node.op());
        return key;
    }

    private static List<Boolean> namedOutputs(Node node) {
        return node.outputs().stream().map(String::isEmpty).toList();
    }
}
