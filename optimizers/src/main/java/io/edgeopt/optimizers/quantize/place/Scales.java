package io.edgeopt.optimizers.quantize.place;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which tensors share a scale: sets that are united where they meet. */
final class Scales {
    private final Map<String, String> parents = new LinkedHashMap<>();

    /** A tensor that has a scale, for now its own. */
    void add(String tensor) {
        parents.putIfAbsent(tensor, tensor);
    }

    boolean has(String tensor) {
        return parents.containsKey(tensor);
    }

    void share(String one, String other) {
        add(one);
        add(other);
        parents.put(root(other), root(one));
    }

    private String root(String tensor) {
        String at = tensor;
        while (!Objects.requireNonNull(parents.get(at)).equals(at)) {
            at = Objects.requireNonNull(parents.get(at));
        }
        return at;
    }

    /** The sets, and the tensors in each, in the order in which they were added. */
    List<List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        parents.keySet()
                .forEach(tensor -> groups.computeIfAbsent(root(tensor), key -> new ArrayList<>())
                        .add(tensor));
        return List.copyOf(groups.values());
    }
}
