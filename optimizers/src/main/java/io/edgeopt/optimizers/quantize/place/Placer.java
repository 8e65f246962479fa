package io.edgeopt.optimizers.quantize.place;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Places integers so that a runtime can fuse them into integer kernels.
 *
 * <ul>
 *   <li>Layers ask for integers; the need spreads through what lies between layers, and no further.
 *   <li>A convolution gives integers, or it has no integer kernel; a matrix product does where somebody wants them.
 *   <li>Nothing stands between a layer and the Relu or Clip that alone reads it.
 *   <li>What moves values keeps their scale; what joins tensors gives them one.
 *   <li>Hard-swish multiplies integers with the same ones in other steps: no gate is computed.
 * </ul>
 */
public final class Placer {
    private final Graph graph;
    private final Set<Node> layers = new LinkedHashSet<>();
    private final Set<Node> integer = new LinkedHashSet<>();
    private final Set<Node> stored = new LinkedHashSet<>();
    private final Set<Node> gates = new LinkedHashSet<>();
    private final Map<Node, String> reasons = new LinkedHashMap<>();
    private final Scales scales = new Scales();

    private Placer(Graph graph) {
        this.graph = graph;
    }

    /**
     * The placement for a graph.
     *
     * @param keepFloat layers that stay in float, by label, and why
     */
    public static Placement of(Graph graph, Map<String, String> keepFloat) {
        Placer placer = new Placer(graph);
        placer.findLayers(keepFloat);
        placer.place(new Flow(graph, placer.layers));
        List<Group> groups = new Grouping(graph, placer::moves, placer.gates).of(placer.scales);
        return new Placement(groups, placer.layers, placer.stored, placer.integer, placer.gates, placer.reasons);
    }

    private void findLayers(Map<String, String> keepFloat) {
        for (Node node : graph.topological()) {
            if (!Rules.isLayer(node)) {
                continue;
            }
            Optional<String> why =
                    Optional.ofNullable(keepFloat.get(node.label())).or(() -> Feasibility.obstacle(graph, node));
            if (why.isEmpty()) {
                layers.add(node);
                continue;
            }
            reasons.put(node, why.get());
            if (Rules.of(node).role() == Role.STORED && !keepFloat.containsKey(node.label())) {
                stored.add(node);
            }
        }
    }

    private void place(Flow flow) {
        for (Node node : graph.topological()) {
            if (layers.contains(node)) {
                integer.add(node);
                Operands.of(graph, node).forEach(scales::add);
                Node last = fused(node).orElse(node);
                boolean needsIntegers = Operators.of(node).kind() == OperatorKind.CONVOLUTION;
                if (needsIntegers || flow.isWanted(last.output())) {
                    scales.add(last.output());
                }
            } else if (isGate(node, flow)) {
                gates.add(node);
            } else if (flow.isBetween(node) && !isFused(node)) {
                placeBetween(node);
            }
        }
    }

    /**
     * Whether the node is a straight gate for what opens it, in integers with a scale of their own. A gate for something
     * else is read off few values, and costs next to nothing as it is.
     */
    private boolean isGate(Node node, Flow flow) {
        return Gates.isStraight(node)
                && scales.has(node.inputs().get(0))
                && graph.producerOf(node.inputs().get(0))
                        .filter(this::givesValues)
                        .isPresent()
                && graph.consumersOf(node.inputs().get(0)).size() == 2
                && Gates.told(graph, node.inputs().get(0)).isPresent()
                && !graph.isOutput(node.output())
                && graph.consumersOf(node.output()).stream()
                        .allMatch(reader -> reader.is("Mul") && flow.isBetween(reader));
    }

    private void placeBetween(Node node) {
        integer.add(node);
        List<String> operands = Operands.of(graph, node);
        operands.stream()
                .filter(operand ->
                        graph.producerOf(operand).filter(gates::contains).isEmpty())
                .forEach(scales::add);
        switch (Rules.of(node).role()) {
            case PASS ->
                node.outputs().stream()
                        .filter(name -> !name.isEmpty())
                        .forEach(output -> scales.share(operands.get(0), output));
            case JOIN -> join(operands, node.output());
            default -> scales.add(fused(node).orElse(node).output());
        }
    }

    /**
     * Joined tensors get one scale, so that joining is mere copying. Not where a Relu or Clip was to be done by the range
     * of one and not of another: in a common range the cut would have to be done after all, and apart.
     */
    private void join(List<String> operands, String output) {
        if (operands.stream().map(this::bounds).distinct().count() == 1) {
            operands.forEach(operand -> scales.share(operand, output));
        } else {
            scales.add(output);
        }
    }

    /** The cut that the range of a tensor does, as text; empty where there is none. */
    private String bounds(String tensor) {
        Optional<Node> producer = graph.producerOf(tensor);
        if (producer.isEmpty() || !flowsOn(producer.get())) {
            return "";
        }
        Node node = producer.get();
        if (Rules.of(node).role() != Role.CUT) {
            return bounds(node.inputs().get(0));
        }
        StringBuilder text = new StringBuilder(node.op());
        for (int i = 1; i < node.inputs().size(); i++) {
            Optional<Tensor> bound = node.input(i).flatMap(graph::constant);
            text.append(' ')
                    .append(bound.map(value -> Arrays.toString(value.toFloats()))
                            .orElse(node.inputs().get(i)));
        }
        return text.toString();
    }

    private boolean flowsOn(Node node) {
        return isFused(node) || (integer.contains(node) && Rules.of(node).role() == Role.PASS);
    }

    /** The Relu or Clip that alone reads what the node gives: the range of the integers does its work. */
    private Optional<Node> fused(Node node) {
        if (!graph.hasSingleUse(node.output())) {
            return Optional.empty();
        }
        Node reader = graph.consumersOf(node.output()).get(0);
        boolean cuts =
                Rules.of(reader).role() == Role.CUT && reader.inputs().get(0).equals(node.output());
        return cuts && givesValues(node) ? Optional.of(reader) : Optional.empty();
    }

    private boolean givesValues(Node node) {
        return layers.contains(node)
                || (integer.contains(node) && Rules.of(node).role() == Role.COMPUTE);
    }

    private boolean isFused(Node node) {
        return Rules.of(node).role() == Role.CUT
                && graph.producerOf(node.inputs().get(0))
                        .flatMap(this::fused)
                        .filter(cut -> cut == node)
                        .isPresent();
    }

    private boolean moves(Node node) {
        Role role = Rules.of(node).role();
        return integer.contains(node) && (role == Role.PASS || role == Role.JOIN);
    }
}
