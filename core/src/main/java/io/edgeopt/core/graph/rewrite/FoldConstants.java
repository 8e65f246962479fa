package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes down as initialisers what is the same in every run: constant nodes, and whatever constants and fixed extents
 * decide. What would make the file larger (weights unpacked from a smaller type, a scalar spread over a tensor) stays.
 */
final class FoldConstants implements Rewrite {
    private static final long ALWAYS_SMALL_ENOUGH = 16 << 10;

    @Override
    public String name() {
        return "fold-constants";
    }

    @Override
    public int apply(GraphEditor editor, Facts facts) {
        int fired = 0;
        Graph graph = editor.graph();
        for (Node node : graph.nodes()) {
            Map<String, Tensor> values = values(graph, node, facts);
            if (!values.isEmpty()) {
                editor.remove(node);
                values.forEach((name, value) -> editor.set(name, value.readOnly()));
                fired++;
            }
        }
        return fired;
    }

    private static Map<String, Tensor> values(Graph graph, Node node, Facts facts) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        long bytes = 0;
        for (String output : node.outputs()) {
            if (output.isEmpty()) {
                continue;
            }
            Optional<Tensor> value = node.is("Constant") ? graph.constant(output) : facts.constant(output);
            if (value.isEmpty() || graph.isOutput(output)) {
                return Map.of();
            }
            values.put(output, value.get());
            bytes += value.get().byteSize();
        }
        return node.is("Constant") || bytes <= Math.max(ALWAYS_SMALL_ENOUGH, inputBytes(node, facts))
                ? values
                : Map.of();
    }

    private static long inputBytes(Node node, Facts facts) {
        long bytes = 0;
        for (String input : node.inputs()) {
            if (!facts.shapes(input).isEmpty() && facts.type(input).isPresent()) {
                bytes += facts.type(input)
                        .get()
                        .bytesFor(facts.shapes(input).get(0).size());
            }
        }
        return bytes;
    }
}
