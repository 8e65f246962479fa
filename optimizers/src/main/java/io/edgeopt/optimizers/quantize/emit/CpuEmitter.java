package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.place.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * For processors: weights and biases lie in the file as integers, and every tensor that holds integers is turned into
 * them and back right where it is made, so that whoever reads it reads the same values.
 */
public final class CpuEmitter implements Emitter {
    @Override
    public Model emit(Plan plan) {
        return new Writing(plan).result();
    }

    /** One graph while it is being written. */
    private static final class Writing {
        private final Plan plan;
        private final Graph graph;
        private final GraphEditor editor;
        private final Map<Group, String[]> names = new HashMap<>();
        private final Map<String, String> renamedOutputs = new HashMap<>();
        private final Map<String, String> renamedInputs = new HashMap<>();
        private final Map<String, String> constants = new HashMap<>();
        private final Map<String, String> weights = new HashMap<>();

        Writing(Plan plan) {
            this.plan = plan;
            this.graph = plan.model().graph();
            this.editor = plan.model().edit();
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
                        quantize(tensor, raw, tensor, group);
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

        /** The names of a group's scale and zero point. */
        private String[] parameters(Group group) {
            return names.computeIfAbsent(group, key -> {
                Grid grid = grid(key);
                byte zero = (byte) grid.zeroPoint();
                return new String[] {
                    editor.constant(key.name() + "_scale", scalar(grid.scale())),
                    editor.constant(key.name() + "_zero_point", Tensor.of(grid.type(), new byte[] {zero}))
                };
            });
        }

        private static Tensor scalar(float value) {
            return Tensor.scalar(value);
        }

        private void quantize(String tensor, String from, String to, Group group) {
            String[] parameters = parameters(group);
            String integers = editor.freshName(tensor + "_quantized");
            editor.add(Node.of("QuantizeLinear", List.of(from, parameters[0], parameters[1]), List.of(integers))
                    .withName(integers));
            dequantize(integers, parameters, to, tensor);
        }

        private void dequantize(String integers, String[] parameters, String to, String tensor) {
            editor.add(Node.of("DequantizeLinear", List.of(integers, parameters[0], parameters[1]), List.of(to))
                    .withName(editor.freshName(tensor + "_dequantize")));
        }

        /** A constant that an integer node computes with lies in the file as integers too. */
        private String constantOperand(String name) {
            Optional<Group> group =
                    name.isEmpty() ? Optional.empty() : plan.placement().groupOf(name);
            Optional<Tensor> value = group.flatMap(held -> graph.constant(name));
            if (group.isEmpty() || value.isEmpty()) {
                return name;
            }
            return constants.computeIfAbsent(name, key -> {
                Grid grid = grid(group.get());
                double[] values = value.get().toDoubles();
                byte[] integers = new byte[values.length];
                for (int i = 0; i < values.length; i++) {
                    integers[i] = grid.of(values[i]);
                }
                String stored = editor.constant(
                        key + "_quantized",
                        Tensor.of(grid.type(), integers, value.get().shape().toArray()));
                String back = editor.freshName(key + "_dequantized");
                dequantize(stored, parameters(group.get()), back, key);
                return back;
            });
        }

        private Node weighted(Node node, Node changed) {
            Operator operator = Operators.of(node);
            Optional<Tensor> weight = operator.weightOf(node).flatMap(graph::constant);
            if (weight.isEmpty()) {
                return changed;
            }
            boolean integer = plan.placement().layers().contains(node);
            float input = integer
                    ? grid(plan.placement().groupOf(node.inputs().get(0)).orElseThrow())
                            .scale()
                    : 0;
            Optional<float[]> bias = integer ? bias(node, operator) : Optional.empty();
            StoredWeight stored = plan.rounder().round(node, weight.get(), leastScales(bias, input));
            Node result = changed.withInput(operator.weight().getAsInt(), weightName(node, weight.get(), stored));
            if (bias.isPresent()) {
                result = result.withInput(operator.bias().getAsInt(), biasName(node, bias.get(), input, stored));
            }
            return result;
        }

        private Optional<float[]> bias(Node node, Operator operator) {
            return Optional.ofNullable(plan.biases().get(node))
                    .or(() -> operator.biasOf(node).flatMap(graph::constant).map(Tensor::toFloats));
        }

        /** Scales with which the bias, in steps of the input's scale times the weight's, fits 32 bits with room to spare. */
        private static float[] leastScales(Optional<float[]> bias, float input) {
            float[] values = bias.orElse(new float[0]);
            float[] least = new float[values.length];
            for (int c = 0; c < values.length; c++) {
                least[c] = Math.abs(values[c]) / input / (1 << 30);
            }
            return least;
        }

        private String weightName(Node node, Tensor weight, StoredWeight stored) {
            String source = Operators.of(node).weightOf(node).orElseThrow();
            String key =
                    source + java.util.Arrays.hashCode(stored.values()) + java.util.Arrays.hashCode(stored.scales());
            return weights.computeIfAbsent(key, unused -> {
                String integers = editor.constant(
                        source + "_quantized",
                        Tensor.of(
                                ElementType.INT8,
                                stored.values(),
                                weight.shape().toArray()));
                String back = editor.freshName(source + "_dequantized");
                editor.add(scaled(integers, source, stored.scales(), stored.axis(), ElementType.INT8, back));
                return back;
            });
        }

        private String biasName(Node node, float[] bias, float input, StoredWeight stored) {
            int[] integers = new int[bias.length];
            float[] scales = new float[stored.isPerChannel() ? bias.length : 1];
            for (int c = 0; c < bias.length; c++) {
                float scale = input * stored.scale(c);
                scales[stored.isPerChannel() ? c : 0] = scale;
                integers[c] = (int) Math.rint(bias[c] / (double) scale);
            }
            String hint = Operators.of(node).biasOf(node).orElse(node.label() + "_bias");
            String name = editor.constant(hint + "_quantized", Tensor.of(integers, integers.length));
            String back = editor.freshName(hint + "_dequantized");
            editor.add(scaled(name, hint, scales, 0, ElementType.INT32, back));
            return back;
        }

        private Node scaled(String integers, String hint, float[] scales, int axis, ElementType type, String back) {
            boolean perChannel = scales.length > 1;
            long[] dims = perChannel ? new long[] {scales.length} : new long[0];
            String scale = editor.constant(hint + "_scale", Tensor.of(scales, dims));
            List<String> inputs = new ArrayList<>(List.of(integers, scale));
            if (type == ElementType.INT8) {
                inputs.add(editor.constant(hint + "_zero_point", Tensor.of(type, new byte[scales.length], dims)));
            }
            Node node = Node.of("DequantizeLinear", inputs, List.of(back)).withName(back);
            return perChannel ? node.with("axis", axis) : node;
        }
    }
}
