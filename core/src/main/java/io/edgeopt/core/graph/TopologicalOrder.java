package io.edgeopt.core.graph;

import io.edgeopt.core.InvalidModelException;
import java.util.ArrayList;
import java.util.HashMap;
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
            for (int i = 0; i < waitingFor.length; i++) {
                if (waitingFor[i] > 0) {
                    throw new InvalidModelException("the graph has a cycle through node '%s' (%s), so it can never run"
                            .formatted(nodes.get(i).label(), nodes.get(i).op()));
                }
            }
        }
        return List.copyOf(ordered);
    }
}
