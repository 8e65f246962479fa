package io.edgeopt.xai.gradient;

import io.edgeopt.autograd.NodeByNode;
import io.edgeopt.autograd.Program;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What reaches a network's input when something is sent back from a target, node by node: derivatives, or what a rule
 * says instead.
 */
public final class ReverseSweep {
    /** What a node hands on to its inputs. */
    public interface Rule {
        /**
         * By input; empty where the rule says nothing of such nodes and derivatives are handed on.
         *
         * @param arrived what has arrived at each of the node's outputs
         * @param wanted the float inputs through which the network's input can be reached
         */
        Optional<Map<String, Tensor>> back(Step step, Map<String, Tensor> arrived, Set<String> wanted);
    }

    /** A node, what its inputs and outputs hold, and the means to run it. */
    public record Step(Node node, Map<String, Tensor> values, NodeByNode nodes, Graph graph) {
        public Tensor value(String name) {
            return Optional.ofNullable(values.get(name))
                    .or(() -> nodes.weight(name))
                    .orElseThrow(() -> new IllegalStateException("no value of '%s'".formatted(name)));
        }
    }

    /** What arrived at the input, and every tensor's value. */
    public record Arrived(Tensor atInput, Map<String, Tensor> values) {}

    private ReverseSweep() {}

    /** Sends the target's slopes back. */
    public static Arrived of(Program program, Map<String, Tensor> inputs, Target target, Rule rule) {
        return of(program, inputs, target, rule, /* slopes= */ true);
    }

    /** Sends the target's score back: at the end, what each element of an output adds to it. */
    public static Arrived ofScore(Program program, Map<String, Tensor> inputs, Target target, Rule rule) {
        return of(program, inputs, target, rule, /* slopes= */ false);
    }

    private static Arrived of(Program program, Map<String, Tensor> inputs, Target target, Rule rule, boolean slopes) {
        NodeByNode nodes = new NodeByNode(program);
        Graph graph = program.model().graph();
        Map<String, Tensor> values = nodes.forward(inputs);
        Map<String, Tensor> outputs = new HashMap<>();
        for (ValueInfo output : graph.outputs()) {
            outputs.put(output.name(), named(values, output.name()));
        }
        Map<String, Tensor> arrived = new HashMap<>(slopes ? target.slopes(outputs) : target.weights(outputs));
        if (!slopes) {
            arrived.replaceAll((name, slope) -> product(slope, named(values, name)));
        }
        Set<String> reached = reachedFrom(graph, inputs.keySet(), values);
        List<Node> backwards = new ArrayList<>(graph.topological());
        Collections.reverse(backwards);
        for (Node node : backwards) {
            Map<String, Tensor> here = new HashMap<>();
            for (String output : node.outputs()) {
                Tensor slope = arrived.remove(output);
                if (slope != null) {
                    here.put(output, slope);
                }
            }
            Set<String> wanted = new LinkedHashSet<>(node.inputs());
            wanted.retainAll(reached);
            if (here.isEmpty() || wanted.isEmpty()) {
                continue;
            }
            Step step = new Step(node, values, nodes, graph);
            rule.back(step, here, wanted)
                    .orElseGet(() -> nodes.back(node, values, here, wanted))
                    .forEach((name, sent) -> arrived.merge(name, sent, ReverseSweep::sum));
        }
        String input = inputs.keySet().iterator().next();
        Tensor given = named(inputs, input);
        Tensor atInput = arrived.getOrDefault(input, Tensor.allocate(ElementType.FLOAT, given.shape()));
        return new Arrived(atInput, values);
    }

    /** Float tensors that depend on the inputs. */
    private static Set<String> reachedFrom(Graph graph, Set<String> inputs, Map<String, Tensor> values) {
        Set<String> reached = new HashSet<>(inputs);
        for (Node node : graph.topological()) {
            if (node.inputs().stream().anyMatch(reached::contains)) {
                node.outputs().stream()
                        .filter(name -> Optional.ofNullable(values.get(name))
                                .filter(value -> value.type().isFloatingPoint())
                                .isPresent())
                        .forEach(reached::add);
            }
        }
        return reached;
    }

    private static Tensor named(Map<String, Tensor> values, String name) {
        return Binding.named(values, name);
    }

    private static Tensor product(Tensor one, Tensor other) {
        float[] products = one.toFloats();
        float[] factors = other.toFloats();
        for (int i = 0; i < products.length; i++) {
            products[i] *= factors[i];
        }
        return Tensor.of(products, one.shape().toArray());
    }

    private static Tensor sum(Tensor one, Tensor other) {
        float[] sums = one.toFloats();
        float[] more = other.toFloats();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
        return Tensor.of(sums, one.shape().toArray());
    }
}
