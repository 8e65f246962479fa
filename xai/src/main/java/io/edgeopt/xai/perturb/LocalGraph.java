package io.edgeopt.xai.perturb;

import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.core.trace.Cost;
import io.edgeopt.core.trace.Trace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The beginning of a network, in which each place is computed from those around it, and the stations at which it can be
 * cut: tensors through which everything goes. It ends where a node looks at all places, or where a shape, a padding or
 * an operator is not one of those that are known to be local. Integers end it too: cut into parts, they would be
 * rounded elsewhere.
 */
final class LocalGraph {
    /**
     * A tensor that all later ones are made of.
     *
     * @param after how many nodes come before it
     */
    record Station(String tensor, int channels, int height, int width, int after) {
        int size() {
            return channels * height * width;
        }
    }

    /** Down and across. */
    record Area(Reach rows, Reach columns) {
        private static final Area SELF = new Area(Reach.SELF, Reach.SELF);
    }

    private final Graph graph;
    private final Trace trace;
    private final List<Node> nodes;
    private final Map<Node, Double> nanos = new HashMap<>();
    private final List<Station> stations = new ArrayList<>();

    private LocalGraph(Graph graph, Trace trace, List<Node> nodes) {
        this.graph = graph;
        this.trace = trace;
        this.nodes = nodes;
    }

    static LocalGraph of(Subject subject, Tensor input, Target target) {
        Trace trace = Trace.of(subject.model(), subject.backend(), Map.of(subject.input(), input));
        Graph graph = subject.model().graph();
        LocalGraph local = new LocalGraph(graph, trace, before(graph, target.tensors()));
        Cost.of(subject.model(), trace)
                .nodes()
                .forEach(cost -> local.nanos.put(
                        cost.node(), WorkEstimate.nanos(cost.node(), cost.macs().orElse(0), cost.activationBytes())));
        local.findStations(subject.input(), target.tensors());
        return local;
    }

    /** The first is the input. */
    List<Station> stations() {
        return stations;
    }

    /** What the nodes between two stations take over the whole picture, about; without the second, all that follow. */
    double nanos(Station from, Optional<Station> to) {
        return nodes.subList(from.after(), to.map(Station::after).orElse(nodes.size())).stream()
                .mapToDouble(node -> nanos.getOrDefault(node, 0.0))
                .sum();
    }

    /** The nodes between two stations, and those that make their constants; without the second, all that follow. */
    List<Node> between(Station from, Optional<Station> to, Set<String> targets) {
        Set<String> ends = to.map(Station::tensor).map(Set::of).orElse(targets);
        Set<Node> needed = needed(graph, ends, from.tensor());
        return nodes.stream().filter(needed::contains).toList();
    }

    /** Of which places of one station those of a later one are made. */
    Area reach(Station from, Station to) {
        Map<String, Area> known = new HashMap<>(Map.of(from.tensor(), Area.SELF));
        for (Node node : nodes.subList(from.after(), to.after())) {
            if (node.uses().stream().anyMatch(known::containsKey)) {
                known.put(node.output(), through(node, known).orElseThrow());
            }
        }
        return Objects.requireNonNull(known.get(to.tensor()));
    }

    private static List<Node> before(Graph graph, Set<String> targets) {
        Set<Node> needed = needed(graph, targets, "");
        return graph.topological().stream().filter(needed::contains).toList();
    }

    private static Set<Node> needed(Graph graph, Set<String> ends, String start) {
        Set<Node> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(ends);
        while (!open.isEmpty()) {
            String tensor = open.remove();
            if (!tensor.equals(start)) {
                graph.producerOf(tensor).filter(needed::add).ifPresent(node -> open.addAll(node.uses()));
            }
        }
        return needed;
    }

    private void findStations(String input, Set<String> targets) {
        Map<String, Integer> lastUse = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            int here = i;
            nodes.get(i).uses().forEach(tensor -> lastUse.put(tensor, here));
        }
        targets.forEach(tensor -> lastUse.put(tensor, nodes.size()));
        Map<String, Area> known = new HashMap<>(Map.of(input, Area.SELF));
        Set<String> open = new LinkedHashSet<>(known.keySet());
        station(input, 0).ifPresent(stations::add);
        for (int i = 0; i < nodes.size() && !stations.isEmpty(); i++) {
            Node node = nodes.get(i);
            if (node.uses().stream().anyMatch(known::containsKey)) {
                Optional<Area> area = through(node, known);
                if (area.isEmpty()) {
                    return;
                }
                known.put(node.output(), area.get());
                open.add(node.output());
            }
            int here = i;
            open.removeIf(tensor -> lastUse.getOrDefault(tensor, -1) <= here);
            if (open.equals(Set.of(node.output()))) {
                station(node.output(), i + 1).ifPresent(stations::add);
            }
        }
    }

    private Optional<Station> station(String tensor, int after) {
        return places(tensor)
                .filter(shape -> shape.dim(0) == 1)
                .filter(shape -> trace.type(tensor).equals(Optional.of(ElementType.FLOAT)))
                .map(shape -> new Station(tensor, (int) shape.dim(1), (int) shape.dim(2), (int) shape.dim(3), after));
    }

    private Optional<Shape> places(String tensor) {
        return trace.shape(tensor).filter(shape -> shape.rank() == 4);
    }

    private Optional<Area> through(Node node, Map<String, Area> known) {
        Optional<Shape> out = places(node.output());
        if (out.isEmpty() || node.outputs().size() != 1 || !node.captured().isEmpty()) {
            return Optional.empty();
        }
        Operator operator = Operators.of(node);
        return switch (operator.kind()) {
            case CONVOLUTION -> node.is("Conv") ? window(node, known) : Optional.empty();
            case POOLING -> node.isAnyOf("MaxPool", "AveragePool") ? window(node, known) : Optional.empty();
            case NORMALIZATION ->
                node.is("BatchNormalization") ? joined(List.of(node.inputs().get(0)), known) : Optional.empty();
            case CONCAT ->
                node.integer("axis", 0) == 1 && known.keySet().containsAll(node.inputs())
                        ? joined(node.inputs(), known)
                        : Optional.empty();
            case ACTIVATION, UNARY, BINARY ->
                operator.isElementwise() && isPlaceByPlace(node, out.get(), known)
                        ? joined(node.inputs(), known)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Area> window(Node node, Map<String, Area> known) {
        Area from = known.get(node.inputs().get(0));
        Optional<long[]> kernel = node.integers("kernel_shape")
                .or(() -> node.input(1).flatMap(trace::shape).map(shape -> new long[] {shape.dim(-2), shape.dim(-1)}));
        boolean othersChange = node.inputs().stream().skip(1).anyMatch(known::containsKey);
        if (from == null
                || kernel.isEmpty()
                || othersChange
                || !node.text("auto_pad", "NOTSET").equals("NOTSET")) {
            return Optional.empty();
        }
        long[] sides = kernel.get();
        long[] steps = node.integers("strides").orElse(new long[] {1, 1});
        long[] dilations = node.integers("dilations").orElse(new long[] {1, 1});
        long[] pads = node.integers("pads").orElse(new long[4]);
        return Optional.of(new Area(
                from.rows().through((int) sides[0], (int) dilations[0], (int) steps[0], (int) pads[0]),
                from.columns().through((int) sides[1], (int) dilations[1], (int) steps[1], (int) pads[1])));
    }

    /** Whether what changes has the result's places, and what stays is the same at every place. */
    private boolean isPlaceByPlace(Node node, Shape out, Map<String, Area> known) {
        return node.inputs().stream().filter(input -> !input.isEmpty()).allMatch(input -> {
            if (known.containsKey(input)) {
                return places(input)
                        .filter(shape -> shape.dim(2) == out.dim(2) && shape.dim(3) == out.dim(3))
                        .isPresent();
            }
            return trace.shape(input)
                    .filter(shape ->
                            shape.size() == 1 || (shape.rank() >= 3 && shape.dim(-1) == 1 && shape.dim(-2) == 1))
                    .isPresent();
        });
    }

    private static Optional<Area> joined(List<String> inputs, Map<String, Area> known) {
        Optional<Area> joined = Optional.empty();
        for (String input : inputs) {
            Area area = known.get(input);
            if (area == null) {
                continue;
            }
            if (joined.isPresent()
                    && (joined.get().rows().stride() != area.rows().stride()
                            || joined.get().columns().stride() != area.columns().stride())) {
                return Optional.empty();
            }
            joined = Optional.of(joined.map(before -> new Area(
                            before.rows().with(area.rows()), before.columns().with(area.columns())))
                    .orElse(area));
        }
        return joined;
    }
}
