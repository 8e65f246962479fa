package io.edgeopt.optimizers.quantize.place;

import io.edgeopt.core.graph.Node;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where integers go in a graph. */
public final class Placement {
    private final List<Group> groups;
    private final Map<String, Group> byTensor = new HashMap<>();
    private final Set<Node> layers;
    private final Set<Node> stored;
    private final Set<Node> integer;
    private final Set<Node> gates;
    private final Map<Node, String> reasons;

    Placement(
            List<Group> groups,
            Collection<Node> layers,
            Collection<Node> stored,
            Collection<Node> integer,
            Collection<Node> gates,
            Map<Node, String> reasons) {
        this.groups = List.copyOf(groups);
        this.layers = Collections.unmodifiableSet(new LinkedHashSet<>(layers));
        this.stored = Collections.unmodifiableSet(new LinkedHashSet<>(stored));
        this.integer = Collections.unmodifiableSet(new LinkedHashSet<>(integer));
        this.gates = Set.copyOf(gates);
        this.reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
        groups.forEach(group -> group.tensors().forEach(tensor -> byTensor.put(tensor, group)));
    }

    /** Tensors that hold integers, together where they share a scale. */
    public List<Group> groups() {
        return groups;
    }

    public Optional<Group> groupOf(String tensor) {
        return Optional.ofNullable(byTensor.get(tensor));
    }

    /** Layers that shall compute on integers, in the graph's order. */
    public Set<Node> layers() {
        return layers;
    }

    /** Layers that compute on floats, but whose weights are stored in 8 bits. */
    public Set<Node> stored() {
        return stored;
    }

    /** All nodes that shall compute on integers, layers among them. */
    public Set<Node> integer() {
        return integer;
    }

    /** Hard sigmoids that are read off the integers of their input, in steps of their own. */
    public Set<Node> gates() {
        return gates;
    }

    /** Layers that do not compute on integers, and why. */
    public Map<Node, String> reasons() {
        return reasons;
    }

    /** The same by the layers' labels, for whoever wants to keep more of them in float. */
    public Map<String, String> keptFloat() {
        Map<String, String> kept = new LinkedHashMap<>();
        reasons.forEach((node, why) -> kept.put(node.label(), why));
        return kept;
    }
}
