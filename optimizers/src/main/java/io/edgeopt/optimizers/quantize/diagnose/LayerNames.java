package io.edgeopt.optimizers.quantize.diagnose;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.MacRule;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Knows which layer a node of the executed graph was made of. What lies between layers is counted to the layer before
 * it, and what the runtime adds to what it ran before.
 */
public final class LayerNames {
    private final Map<String, String> layers;

    private LayerNames(Map<String, String> layers) {
        this.layers = layers;
    }

    /** Of all nodes that multiply and accumulate. */
    public static LayerNames of(Graph graph) {
        return of(
                graph,
                graph.nodes().stream()
                        .filter(node -> Operators.of(node).macs() != MacRule.NONE)
                        .map(Node::label)
                        .toList());
    }

    /** Of those layers. */
    public static LayerNames of(Graph graph, Collection<String> layers) {
        Map<String, String> names = new LinkedHashMap<>();
        owners(graph, layers).forEach((node, layer) -> {
            node.outputs().forEach(output -> names.put(output, layer));
            names.put(node.label(), layer);
        });
        names.remove("");
        return new LayerNames(names);
    }

    /** The layer that each node is counted to: itself, or the last one that it reads from; else the one before it. */
    private static Map<Node, String> owners(Graph graph, Collection<String> layers) {
        Map<Node, String> owners = new LinkedHashMap<>();
        if (layers.isEmpty()) {
            return owners;
        }
        Map<String, Integer> seen = new HashMap<>();
        List<String> order = new ArrayList<>(List.of(layers.iterator().next()));
        for (Node node : graph.topological()) {
            if (layers.contains(node.label())) {
                seen.put(node.label(), order.size());
                order.add(node.label());
                owners.put(node, node.label());
                continue;
            }
            String before = order.get(order.size() - 1);
            String owner = node.inputs().stream()
                    .map(graph::producerOf)
                    .flatMap(Optional::stream)
                    .flatMap(producer -> Optional.ofNullable(owners.get(producer)).stream())
                    .max(Comparator.comparingInt(layer -> seen.getOrDefault(layer, 0)))
                    .orElse(before);
            owners.put(node, owner);
        }
        return owners;
    }

    /**
     * The layer that a node of the executed graph was made of: the longest name that its own begins with. The runtime
     * adds to names, as in {@code conv1_token_7} or {@code relu1_nchwc}.
     */
    public Optional<String> layerOf(String executed) {
        for (int end = executed.length(); end > 0; end--) {
            boolean whole = end == executed.length() || !Character.isLetterOrDigit(executed.charAt(end));
            Optional<String> layer =
                    whole ? Optional.ofNullable(layers.get(executed.substring(0, end))) : Optional.empty();
            if (layer.isPresent()) {
                return layer;
            }
        }
        return Optional.empty();
    }
}
