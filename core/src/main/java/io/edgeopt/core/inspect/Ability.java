package io.edgeopt.core.inspect;

import io.edgeopt.core.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether something can be done with a model.
 *
 * @param possible whether at least part of it can
 * @param summary one line for people
 * @param obstacles what stands in the way, wholly or in part, by operator
 */
public record Ability(boolean possible, String summary, List<Obstacle> obstacles) {
    /**
     * Nodes of one operator that cannot take part.
     *
     * @param nodes their names
     */
    public record Obstacle(String operator, String reason, List<String> nodes) {
        public Obstacle {
            nodes = List.copyOf(nodes);
        }
    }

    public Ability {
        obstacles = List.copyOf(obstacles);
    }

    /** Nodes gathered by operator and reason, in the order in which they come. */
    static final class Obstacles {
        private record Key(String operator, String reason) {}

        private final Map<Key, List<String>> found = new LinkedHashMap<>();

        void add(String operator, String reason, Node node) {
            found.computeIfAbsent(new Key(operator, reason), unused -> new ArrayList<>())
                    .add(node.label());
        }

        boolean isEmpty() {
            return found.isEmpty();
        }

        int nodes() {
            return found.values().stream().mapToInt(List::size).sum();
        }

        List<Obstacle> list() {
            return found.entrySet().stream()
                    .map(entry -> new Obstacle(
                            entry.getKey().operator(), entry.getKey().reason(), entry.getValue()))
                    .toList();
        }
    }
}
