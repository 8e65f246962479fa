package io.edgeopt.optimizers.prune.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Indices along axes of tensors, each an atom, joined where one cannot be cut without the other. A set of joined atoms
 * may be held: then none of them can be cut, and there is a reason.
 */
final class Atoms {
    private int[] parents = new int[1024];
    private int size;
    private final Map<Integer, String> held = new HashMap<>();

    /** New atoms, joined with nothing. */
    int[] fresh(int count) {
        if (size + count > parents.length) {
            parents = Arrays.copyOf(parents, Math.max(2 * parents.length, size + count));
        }
        int[] atoms = new int[count];
        for (int i = 0; i < count; i++) {
            parents[size] = size;
            atoms[i] = size++;
        }
        return atoms;
    }

    int size() {
        return size;
    }

    /** The atom that stands for all that are joined with this one. */
    int find(int atom) {
        int root = atom;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    void join(int one, int other) {
        int a = find(one);
        int b = find(other);
        if (a == b) {
            return;
        }
        parents[b] = a;
        String reason = held.remove(b);
        if (reason != null) {
            held.putIfAbsent(a, reason);
        }
    }

    /** The first reason stands. */
    void hold(int[] atoms, String reason) {
        for (int atom : atoms) {
            held.putIfAbsent(find(atom), reason);
        }
    }

    Optional<String> reason(int atom) {
        return Optional.ofNullable(held.get(find(atom)));
    }
}
