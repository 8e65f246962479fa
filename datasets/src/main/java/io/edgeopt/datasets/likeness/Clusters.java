package io.edgeopt.datasets.likeness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What hangs together, directly or through others: items begin apart and are joined two by two. */
public final class Clusters {
    private final int[] root;

    public Clusters(int items) {
        root = new int[items];
        for (int i = 0; i < items; i++) {
            root[i] = i;
        }
    }

    /** Two items, and all that hang together with either, are one cluster from now on. */
    public void join(int one, int other) {
        int first = Math.min(find(one), find(other));
        int second = Math.max(find(one), find(other));
        root[second] = first;
    }

    /** The first item of the cluster that an item is in. */
    public int find(int item) {
        int at = item;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
    }

    /** All clusters of two items or more, in order. */
    List<List<Integer>> shared() {
        Map<Integer, List<Integer>> clusters = new TreeMap<>();
        for (int i = 0; i < root.length; i++) {
            clusters.computeIfAbsent(find(i), none -> new ArrayList<>()).add(i);
        }
        return clusters.values().stream().filter(cluster -> cluster.size() > 1).toList();
    }

    /** The same, with the items' names. */
    List<List<String>> shared(List<String> names) {
        return shared().stream()
                .map(cluster -> cluster.stream().map(names::get).toList())
                .toList();
    }
}
