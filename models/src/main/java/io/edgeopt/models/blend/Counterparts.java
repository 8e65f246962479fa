package io.edgeopt.models.blend;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which tensor of a network stands where one of another stands; their names may differ, their wiring may not. */
final class Counterparts {
    private final Graph first;
    private final Graph other;
    private final String firstName;
    private final String otherName;
    private final Map<String, String> pairs = new LinkedHashMap<>();

    private Counterparts(String firstName, Graph first, String otherName, Graph other) {
        this.firstName = firstName;
        this.first = first;
        this.otherName = otherName;
        this.other = other;
    }

    /** Every constant that the first's nodes read, with the other's; fails where the two are not one structure. */
    static Map<String, String> of(String firstName, Graph first, String otherName, Graph other) {
        return new Counterparts(firstName, first, otherName, other).constants();
    }

    private Map<String, String> constants() {
        requireSame("inputs", first.inputs(), other.inputs());
        requireSame("outputs", first.outputs(), other.outputs());
        first.inputs().forEach(input -> pairs.put(input.name(), input.name()));
        List<Node> mine = layers(first);
        List<Node> theirs = layers(other);
        for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
            pair(mine.get(i), theirs.get(i));
        }
        if (mine.size() != theirs.size()) {
            throw different("%d and %d layers".formatted(mine.size(), theirs.size()));
        }
        first.outputs().forEach(output -> pair(output.name(), output.name(), "output '%s'".formatted(output.name())));
        Map<String, String> constants = new LinkedHashMap<>(pairs);
        constants.keySet().removeIf(tensor -> first.constant(tensor).isEmpty());
        return constants;
    }

    /** Constants are weights here, whether the file calls them nodes or not. */
    private static List<Node> layers(Graph graph) {
        return graph.nodes().stream().filter(node -> !node.is("Constant")).toList();
    }

    private void requireSame(String what, List<ValueInfo> mine, List<ValueInfo> theirs) {
        if (!described(mine).equals(described(theirs))) {
            throw different("%s %s and %s".formatted(what, described(mine), described(theirs)));
        }
    }

    private static String described(List<ValueInfo> values) {
        return values.stream().map(ValueInfo::toString).collect(Collectors.joining(", "));
    }

    private void pair(Node mine, Node theirs) {
        if (!mine.isSameOperation(theirs)
                || mine.inputs().size() != theirs.inputs().size()
                || mine.outputs().size() != theirs.outputs().size()) {
            throw different("%s '%s' where the other has %s '%s'%s"
                    .formatted(
                            mine.op(),
                            mine.label(),
                            theirs.op(),
                            theirs.label(),
                            mine.hasSubgraphs() ? ", or other weights in it" : " or other settings of it"));
        }
        String where = "%s '%s'".formatted(mine.op(), mine.label());
        for (int i = 0; i < mine.inputs().size(); i++) {
            pair(mine.inputs().get(i), theirs.inputs().get(i), where);
        }
        mine.captured().forEach(tensor -> pair(tensor, tensor, where));
        for (int i = 0; i < mine.outputs().size(); i++) {
            pairs.put(mine.outputs().get(i), theirs.outputs().get(i));
        }
    }

    private void pair(String mine, String theirs, String where) {
        if (pairs.containsKey(mine)) {
            if (!theirs.equals(pairs.get(mine)) && !isShared(mine, theirs)) {
                throw different(
                        "%s reads '%s' and '%s', which do not stand in the same place".formatted(where, mine, theirs));
            }
            return;
        }
        if (first.constant(mine).isEmpty() || other.constant(theirs).isEmpty()) {
            requireAbsent(mine, theirs, where);
        }
        pairs.put(mine, theirs);
    }

    /** Whether a constant that serves several places in the first has a twin in each of them in the other. */
    private boolean isShared(String mine, String theirs) {
        Optional<Tensor> before = other.constant(Objects.requireNonNull(pairs.get(mine)));
        Optional<Tensor> now = other.constant(theirs);
        if (before.isEmpty() || now.isEmpty() || first.constant(mine).isEmpty()) {
            return false;
        }
        if (!before.get().contentEquals(now.get())) {
            throw different("'%s' serves several places in %s, for which %s has two tensors"
                    .formatted(mine, firstName, otherName));
        }
        return true;
    }

    /** What has no value here is an optional input that both leave out, or a weight of which no mean can be taken. */
    private void requireAbsent(String mine, String theirs, String where) {
        if (!mine.isEmpty() || !theirs.isEmpty()) {
            throw different("%s reads '%s' and '%s', which are not both weights stored as plain tensors"
                    .formatted(where, mine, theirs));
        }
    }

    private InvalidPlanException different(String how) {
        return new InvalidPlanException(
                "%s and %s are not of one structure: %s; blend models that were trained from one file, after 'edgeopt simplify' of each, for a training folds what it can"
                        .formatted(firstName, otherName, how));
    }
}
