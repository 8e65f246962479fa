package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.place.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** One graph while it is being written with what turns tensors into integers and back. */
final class QdqWriting {
    private final Plan plan;
    private final Graph graph;
    private final GraphEditor editor;
    private final Parameters parameters;
    private final LeftInFloat left;
    private final Map<Group, Parameters.Pair> names = new HashMap<>();
    private final Map<String, String> renamedOutputs = new HashMap<>();
    private final Map<String, String> renamedInputs = new HashMap<>();
    private final Map<String, String> constants = new HashMap<>();
    private final Map<String, String> integersOf = new HashMap<>();

    QdqWriting(Plan plan, Function<GraphEditor, Parameters> parameters) {
        this.plan = plan;
        this.graph = plan.model().graph();
        this.editor = plan.model().edit();
        this.parameters = parameters.apply(editor);
        this.left = new LeftInFloat(graph, plan.placement());
    }

    Model result() {
        for (Group group : plan.placement().groups()) {
            for (String tensor : group.tensors()) {
                if (graph.isInput(tensor)) {
                    String back = editor.freshName(tensor + "_dequantized");
                    renamedInputs.put(tensor, back);
                    quantize(tensor, tensor, back, group);
                } else if (graph.constant(tensor).isEmpty()) {
                    String raw = editor.freshName(tensor + "_raw");
                    renamedOutputs.put(tensor, raw);
                    String rounded = left.isTakenAlong(tensor) ? parameters.aside(raw) : raw;
                    quantize(tensor, rounded, tensor, group);
                }
            }
        }
        for (Node node : graph.nodes()) {
            Node changed = rewritten(node);
            if (changed != node) {
                editor.replace(node, changed);
            }
        }
        return editor.removeDead().sort().model();
    }

    private Node rewritten(Node node) {
        if (plan.placement().gates().contains(node)) {
            String opens = node.inputs().get(0);
            Group group = plan.placement().groupOf(opens).orElseThrow();
            return parameters.gate(node, Objects.requireNonNull(integersOf.get(opens)), grid(group));
        }
        Node changed = node;
        List<String> outputs = renamed(node.outputs(), renamedOutputs);
        if (!outputs.equals(node.outputs())) {
            changed = changed.withOutputs(outputs);
        }
        List<String> inputs = new ArrayList<>(renamed(node.inputs(), renamedInputs));
        if (plan.placement().integer().contains(node)) {
            inputs.replaceAll(this::constantOperand);
        }
        if (!inputs.equals(node.inputs())) {
            changed = changed.withInputs(inputs);
        }
        if (plan.placement().layers().contains(node)
                || plan.placement().stored().contains(node)) {
            changed = weighted(node, changed);
        }
        return changed;
    }

    private static List<String> renamed(List<String> names, Map<String, String> renames) {
        return names.stream().map(name -> renames.getOrDefault(name, name)).toList();
    }

    private Grid grid(Group group) {
        return Objects.requireNonNull(plan.grids().get(group));
    }

    private Parameters.Pair pair(Group group) {
        return names.computeIfAbsent(group, key -> {
            Grid grid = grid(key);
            byte zero = (byte) grid.zeroPoint();
            return new Parameters.Pair(
                    editor.constant(key.name() + "_scale", Tensor.scalar(grid.scale())),
                    editor.constant(key.name() + "_zero_point", Tensor.of(grid.type(), new byte[] {zero})));
        });
    }

    private void quantize(String tensor, String from, String to, Group group) {
        Parameters.Pair pair = pair(group);
        String integers = editor.freshName(tensor + "_quantized");
        integersOf.put(tensor, integers);
        editor.add(Node.of("QuantizeLinear", List.of(from, pair.scale(), pair.zeroPoint()), List.of(integers))
                .withName(integers));
        editor.add(Node.of("DequantizeLinear", List.of(integers, pair.scale(), pair.zeroPoint()), List.of(to))
                .withName(editor.freshName(tensor + "_dequantize")));
    }

    private String constantOperand(String name) {
        Optional<Group> group =
                name.isEmpty() ? Optional.empty() : plan.placement().groupOf(name);
        Optional<Tensor> value = group.flatMap(held -> graph.constant(name));
        if (group.isEmpty() || value.isEmpty()) {
            return name;
        }
        return constants.computeIfAbsent(
                name, key -> parameters.constant(key, value.get(), grid(group.get()), pair(group.get())));
    }

    private Node weighted(Node node, Node changed) {
        Operator operator = Operators.of(node);
        Optional<Tensor> weight = operator.weightOf(node).flatMap(graph::constant);
        if (weight.isEmpty()) {
            return changed;
        }
        StoredWeight stored = plan.stored(node).orElseThrow();
        Node result = changed.withInput(operator.weight().getAsInt(), parameters.weight(node, weight.get(), stored));
        Optional<float[]> bias = plan.placement().layers().contains(node) ? plan.bias(node) : Optional.empty();
        return bias.isEmpty()
                ? result
                : result.withInput(
                        operator.bias().getAsInt(),
                        parameters.bias(node, bias.get(), plan.input(node).scale(), stored));
    }
}
