package io.edgeopt.optimizers.quantize.place;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Places integers as TensorRT's explicit quantization fuses them.
 *
 * <ul>
 *   <li>What a layer reads is quantized; what it gives is not, unless the next layer asks for it.
 *   <li>The need goes up through what moves values, through average pools, and through Concat, whose inputs then share
 *       one scale. Resize is left alone: TensorRT does not take integers there.
 *   <li>Of an Add, the side that comes straight from a layer stays as it is, so that both become one kernel; the other
 *       side, the residual, is quantized.
 * </ul>
 */
public final class TensorRtPlacer {
    private static final Set<String> POOLS = Set.of("AveragePool", "GlobalAveragePool");

    private final Graph graph;
    private final Set<Node> layers = new LinkedHashSet<>();
    private final Set<Node> integer = new LinkedHashSet<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Map<Node, String> reasons = new LinkedHashMap<>();
    private final Scales scales = new Scales();

    private TensorRtPlacer(Graph graph) {
        this.graph = graph;
    }

    /**
     * The placement for a graph.
     *
     * @param keepFloat layers that stay in float, by label, and why
     */
    public static Placement of(Graph graph, Map<String, String> keepFloat) {
        TensorRtPlacer placer = new TensorRtPlacer(graph);
        placer.findLayers(keepFloat);
        placer.place();
        List<Group> groups = new Grouping(graph, TensorRtPlacer::moves, Set.of()).of(placer.scales);
        return new Placement(groups, placer.layers, Set.of(), placer.integer, Set.of(), placer.reasons);
    }

    private void findLayers(Map<String, String> keepFloat) {
        for (Node node : graph.topological()) {
            if (!Rules.isLayer(node)) {
                continue;
            }
            Optional<String> why =
                    Optional.ofNullable(keepFloat.get(node.label())).or(() -> obstacle(node));
            why.ifPresentOrElse(reason -> reasons.put(node, reason), () -> layers.add(node));
        }
    }

    private Optional<String> obstacle(Node node) {
        return Rules.of(node).role() == Role.STORED
                ? Optional.of("transposed convolutions are left in float")
                : Feasibility.obstacle(graph, node);
    }

    private void place() {
        Flow flow = new Flow(graph, layers);
        for (Node layer : layers) {
            integer.add(layer);
            Operands.of(graph, layer).forEach(operand -> ask(operand, flow));
        }
        for (Node node : graph.topological()) {
            if (node.is("Add") && node.inputs().stream().noneMatch(name -> Operands.isConstant(graph, name))) {
                residual(node).ifPresent(operand -> {
                    integer.add(node);
                    ask(operand, flow);
                });
            }
        }
    }

    /** The side of a sum that is quantized; none where neither side comes straight from a layer. */
    private Optional<String> residual(Node sum) {
        String one = sum.inputs().get(0);
        String other = sum.inputs().get(1);
        if (one.equals(other)) {
            return Optional.empty();
        }
        if (isStraight(one)) {
            return Optional.of(other);
        }
        return isStraight(other) ? Optional.of(one) : Optional.empty();
    }

    private boolean isStraight(String tensor) {
        return graph.hasSingleUse(tensor)
                && graph.producerOf(tensor).filter(layers::contains).isPresent();
    }

    private void ask(String tensor, Flow flow) {
        if (!asked.add(tensor)) {
            return;
        }
        scales.add(tensor);
        // A Concat is quantized on both sides or on none, wherever it stands.
        Optional<Node> made = graph.producerOf(tensor)
                .filter(node -> flow.isBetween(node) || (isJoin(node) && Operands.areFloat(graph, node)));
        if (made.isEmpty()) {
            return;
        }
        Node node = made.get();
        boolean pool = POOLS.contains(node.op());
        if (moves(node) || pool) {
            integer.add(node);
            for (String operand : Operands.of(graph, node)) {
                ask(operand, flow);
                if (!pool) {
                    scales.share(operand, tensor);
                }
            }
        }
    }

    private static boolean moves(Node node) {
        Role role = Rules.of(node).role();
        return (role == Role.PASS && !node.is("Resize")) || role == Role.JOIN;
    }

    private static boolean isJoin(Node node) {
        return Rules.of(node).role() == Role.JOIN;
    }
}
