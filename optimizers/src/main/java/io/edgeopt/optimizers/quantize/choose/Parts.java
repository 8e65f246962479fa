package io.edgeopt.optimizers.quantize.choose;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph cut into parts where one tensor alone goes on: residual blocks, or single layers where there are none.
 */
final class Parts {
    private final List<List<String>> parts;

    private Parts(List<List<String>> parts) {
        this.parts = parts;
    }

    static Parts of(Graph graph, Collection<String> layers) {
        List<Node> order = graph.topological();
        Map<String, Integer> lastUse = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            for (String used : order.get(i).uses()) {
                lastUse.put(used, i);
            }
        }
        List<List<String>> parts = new ArrayList<>();
        List<String> part = new ArrayList<>();
        Set<String> alive = new HashSet<>();
        for (int i = 0; i < order.size(); i++) {
            Node node = order.get(i);
            alive.addAll(node.outputs());
            alive.remove("");
            int now = i;
            alive.removeIf(tensor -> lastUse.getOrDefault(tensor, -1) <= now);
            if (layers.contains(node.label())) {
                part.add(node.label());
            }
            if (alive.size() <= 1 && !part.isEmpty()) {
                parts.add(part);
                part = new ArrayList<>();
            }
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return new Parts(parts);
    }

    /** The layers of each part. */
    List<List<String>> parts() {
        return parts;
    }
}
