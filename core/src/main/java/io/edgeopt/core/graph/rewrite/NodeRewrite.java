package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A rewrite that looks at one node at a time, as the last node of its pattern. */
abstract class NodeRewrite implements Rewrite {
    private final String name;

    NodeRewrite(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int apply(GraphEditor editor, Facts facts) {
        int fired = 0;
        List<Node> nodes = new ArrayList<>(editor.graph().topological());
        // From the end: the outermost node of a pattern is met before the parts of it that look like a pattern too.
        Collections.reverse(nodes);
        for (Node node : nodes) {
            if (stillThere(editor.graph(), node) && rewrite(node, new Look(editor.graph(), facts), editor)) {
                fired++;
            }
        }
        return fired;
    }

    /** Changes the graph where {@code node} ends this rewrite's pattern; says whether it did. */
    abstract boolean rewrite(Node node, Look look, GraphEditor editor);

    private static boolean stillThere(Graph graph, Node node) {
        return node.outputs().stream()
                .filter(output -> !output.isEmpty())
                .anyMatch(output -> graph.producerOf(output)
                        .filter(producer -> producer == node)
                        .isPresent());
    }
}
