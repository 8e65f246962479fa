package io.edgeopt.optimizers.quantize.place;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.optimizers.quantize.range.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds out which tensors decide the range of each set that shares a scale. */
final class Grouping {
    private final Graph graph;
    private final Predicate<Node> moves;
    private final Set<Node> gates;

    /**
     * How to group.
     *
     * @param moves whether a node only moves or joins what it reads, on integers
     * @param gates those that are read off the integers of their input
     */
    Grouping(Graph graph, Predicate<Node> moves, Set<Node> gates) {
        this.graph = graph;
        this.moves = moves;
        this.gates = gates;
    }

    List<Group> of(Scales scales) {
        List<Group> groups = new ArrayList<>();
        for (List<String> tensors : scales.groups()) {
            List<String> sources = tensors.stream()
                    .filter(tensor -> !isRepeated(tensor, tensors))
                    .toList();
            groups.add(new Group(tensors, sources, fixedRange(sources), reach(tensors)));
        }
        return groups;
    }

    /** Whether the tensor holds only what other tensors of its group hold. */
    private boolean isRepeated(String tensor, List<String> group) {
        return graph.producerOf(tensor)
                .filter(moves)
                .filter(node -> group.containsAll(Operands.of(graph, node)))
                .isPresent();
    }

    private Optional<Reach> reach(List<String> tensors) {
        if (tensors.size() != 1) {
            return Optional.empty();
        }
        boolean exact = graph.consumersOf(tensors.get(0)).stream().anyMatch(gates::contains);
        return Gates.told(graph, tensors.get(0)).map(range -> new Reach(range, exact));
    }

    private Optional<Range> fixedRange(List<String> sources) {
        List<Optional<Range>> ranges = sources.stream()
                .map(source ->
                        graph.producerOf(source).flatMap(node -> Rules.of(node).range()))
                .toList();
        return ranges.stream().allMatch(Optional::isPresent)
                ? ranges.stream().map(Optional::get).reduce(Range::union)
                : Optional.empty();
    }
}
