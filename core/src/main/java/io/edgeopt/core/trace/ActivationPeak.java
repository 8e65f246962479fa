package io.edgeopt.core.trace;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Walks through a graph as a runtime would, keeping each tensor from the node that makes it to the last that reads it. */
final class ActivationPeak {
    private final Graph graph;
    private final Trace trace;
    private final Set<String> constant = new HashSet<>();
    /** Reshaped tensors share the buffer of what they were. */
    private final Map<String, String> buffers = new HashMap<>();

    private ActivationPeak(Graph graph, Trace trace) {
        this.graph = graph;
        this.trace = trace;
    }

    /** Empty where a tensor's size is not known. */
    static OptionalLong of(Graph graph, Trace trace) {
        return new ActivationPeak(graph, trace).walk();
    }

    private OptionalLong walk() {
        List<Node> order = graph.topological();
        Map<String, Integer> last = lastUses(order);
        Map<String, Long> held = new HashMap<>();
        for (var input : graph.inputs()) {
            Optional<Long> bytes = trace.bytes(input.name());
            if (bytes.isEmpty()) {
                return OptionalLong.empty();
            }
            held.put(input.name(), bytes.get());
        }
        long now = held.values().stream().mapToLong(Long::longValue).sum();
        long peak = now;
        for (int i = 0; i < order.size(); i++) {
            for (String output : order.get(i).outputs()) {
                if (output.isEmpty()
                        || constant.contains(output)
                        || !buffer(output).equals(output)) {
                    continue;
                }
                Optional<Long> bytes = trace.bytes(output);
                if (bytes.isEmpty()) {
                    return OptionalLong.empty();
                }
                held.put(output, bytes.get());
                now += bytes.get();
            }
            peak = Math.max(peak, now);
            for (String name : Set.copyOf(held.keySet())) {
                if (last.getOrDefault(name, i) <= i) {
                    now -= Optional.ofNullable(held.remove(name)).orElse(0L);
                }
            }
        }
        return OptionalLong.of(peak);
    }

    private Map<String, Integer> lastUses(List<Node> order) {
        constant.addAll(graph.initializerNames());
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            Node node = order.get(i);
            OperatorKind kind = Operators.of(node).kind();
            if (!node.uses().isEmpty() || kind == OperatorKind.CONSTANT) {
                if (constant.containsAll(node.uses())) {
                    constant.addAll(node.outputs());
                }
            }
            if (kind == OperatorKind.RESHAPE && node.input(0).isPresent()) {
                buffers.put(node.output(), buffer(node.input(0).get()));
            }
            for (String use : node.uses()) {
                last.put(buffer(use), i);
            }
        }
        graph.outputs().forEach(output -> last.put(buffer(output.name()), order.size()));
        return last;
    }

    private String buffer(String tensor) {
        return buffers.getOrDefault(tensor, tensor);
    }
}
