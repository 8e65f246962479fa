package io.edgeopt.core.graph;

import io.edgeopt.core.InvalidModelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Kahn's algorithm, which takes of the nodes that are ready the one that stands first in the file. */
final class TopologicalOrder {
    private TopologicalOrder() {}

    static List<Node> of(Graph graph) {
        List<Node> nodes = graph.nodes();
        IdentityHashMap<Node, Integer> place = new IdentityHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            place.put(nodes.get(i), i);
        }
        int[] waitingFor = new int[nodes.size()];
        Map<Integer, List<Integer>> followers = new HashMap<>();
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < nodes.size(); i++) {
            Set<String> uses = nodes.get(i).uses();
            for (String use : uses) {
                Integer producer = graph.producerOf(use).map(place::get).orElse(null);
                if (producer != null) {
                    waitingFor[i]++;
                    followers
                            .computeIfAbsent(producer, unused -> new ArrayList<>())
                            .add(i);
                }
            }
            if (waitingFor[i] == 0) {
                ready.add(i);
            }
        }
        List<Node> ordered = new ArrayList<>();
        while (!ready.isEmpty()) {
            int next = ready.remove();
            ordered.add(nodes.get(next));
            for (int follower : followers.getOrDefault(next, List.of())) {
                if (--waitingFor[follower] == 0) {
                    ready.add(follower);
                }
            }
        }
        if (ordered.size() < nodes.size()) {
            Node node = inCycle(graph, place, waitingFor);
            throw new InvalidModelException("the graph has a cycle through node '%s' (%s), so it can never run"
                    .formatted(node.label(), node.op()));
        }
        return List.copyOf(ordered);
    }

    /** Goes from a node that waits to one that it waits for, until it comes to one a second time. */
    private static Node inCycle(Graph graph, Map<Node, Integer> place, int[] waitingFor) {
        Set<Node> seen = new HashSet<>();
        Node node = graph.nodes().stream()
                .filter(candidate -> isWaiting(candidate, place, waitingFor))
                .findFirst()
                .orElseThrow();
        while (seen.add(node)) {
            node = node.uses().stream()
                    .flatMap(use -> graph.producerOf(use).stream())
                    .filter(producer -> isWaiting(producer, place, waitingFor))
                    .findFirst()
                    .orElseThrow();
        }
        return node;
    }

    private static boolean isWaiting(Node node, Map<Node, Integer> place, int[] waitingFor) {
        Integer at = place.get(node);
        return at != null && waitingFor[at] > 0;
    }
}
