package io.edgeopt.core.trace;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a model costs: parameters, multiply-accumulates and memory for activations, by node and in all.
 *
 * <p>One MAC is one multiplication with one addition. Convolutions, matrix products, attention and recurrent layers
 * count, in their float, integer and fused forms; biases, activations, normalisations, poolings and element-wise work do
 * not.
 */
public final class Cost {
    /**
     * What one node costs.
     *
     * @param parameters weights and biases that it holds; those it shares with an earlier node are that node's
     * @param macs empty where they could not be counted
     * @param activationBytes what its outputs fill, as far as their shapes are known
     */
    public record NodeCost(Node node, long parameters, OptionalLong macs, long activationBytes) {}

    /** A node whose work is not in the sum, and why. */
    public record Uncounted(Node node, String reason) {}

    private final List<NodeCost> nodes;
    private final List<Uncounted> uncounted;
    private final OptionalLong peak;

    private Cost(List<NodeCost> nodes, List<Uncounted> uncounted, OptionalLong peak) {
        this.nodes = List.copyOf(nodes);
        this.uncounted = List.copyOf(uncounted);
        this.peak = peak;
    }

    public static Cost of(Model model, Trace trace) {
        Graph graph = model.graph();
        Map<Node, Long> parameters = Parameters.of(graph, trace);
        MacCount macs = new MacCount(trace);
        List<NodeCost> nodes = new ArrayList<>();
        List<Uncounted> uncounted = new ArrayList<>();
        for (Node node : graph.nodes()) {
            OptionalLong count = macs.of(node);
            long bytes = node.outputs().stream()
                    .mapToLong(output -> trace.bytes(output).orElse(0L))
                    .sum();
            nodes.add(new NodeCost(node, parameters.getOrDefault(node, 0L), count, bytes));
            whyNot(node, count).ifPresent(reason -> uncounted.add(new Uncounted(node, reason)));
        }
        return new Cost(nodes, uncounted, ActivationPeak.of(graph, trace));
    }

    private static Optional<String> whyNot(Node node, OptionalLong count) {
        Operator operator = Operators.of(node);
        if (operator.kind() == OperatorKind.CONTROL_FLOW) {
            return Optional.of("%s holds graphs of its own, which are not looked into".formatted(operator));
        }
        if (!operator.isKnown()) {
            return Optional.of("%s is not in edgeopt's table of operators".formatted(operator));
        }
        return count.isPresent()
                ? Optional.empty()
                : Optional.of("the shapes around this %s are not known, or not of a form that is counted"
                        .formatted(operator));
    }

    /** In the file's order. */
    public List<NodeCost> nodes() {
        return nodes;
    }

    /** Nodes whose MACs are not in the sum though they may well compute; empty where the sum is whole. */
    public List<Uncounted> uncounted() {
        return uncounted;
    }

    public long parameters() {
        return nodes.stream().mapToLong(NodeCost::parameters).sum();
    }

    /** Of all nodes that could be counted. */
    public long macs() {
        return nodes.stream().mapToLong(node -> node.macs().orElse(0)).sum();
    }

    /**
     * The most bytes of inputs and intermediate tensors that must be held at one time, when nodes run in the file's order
     * and nothing is computed in place; empty where a shape is not known.
     */
    public OptionalLong activationPeak() {
        return peak;
    }
}
