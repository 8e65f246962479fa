package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.graph.QuantizedForm;
import io.edgeopt.core.graph.QuantizedForm.Operand;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Integer operators to Q/DQ form. */
final class IntegerExpansion {
    private final Model model;
    private final Graph graph;
    private final GraphEditor editor;
    /** What each quantized tensor is called as floats; one dequantization serves all who read it. */
    private final Map<List<String>, String> dequantized = new HashMap<>();

    IntegerExpansion(Model model) {
        this.model = model;
        this.graph = model.graph();
        this.editor = model.edit();
    }

    Model result() {
        for (Node node : graph.nodes()) {
            Operator operator = Operators.of(node);
            operator.quantized().ifPresent(form -> expand(node, operator, form));
        }
        return editor.sort().removeDead().model();
    }

    private void expand(Node node, Operator operator, QuantizedForm form) {
        if (!sameMeaning(node, operator)) {
            return;
        }
        List<Part> parts = parts(node, form);
        // Taken into the graph only once it is certain that the whole node can be said in floats.
        Map<List<String>, Node> made = new LinkedHashMap<>();
        List<String> inputs = new ArrayList<>();
        Optional<Part> output = Optional.empty();
        for (Part part : parts) {
            switch (part.role()) {
                case PLAIN -> inputs.add(part.input(0));
                case OUTPUT -> output = Optional.of(part);
                case BIAS -> {
                    Optional<String> scale = biasScale(node, parts);
                    if (part.input(0).isEmpty()) {
                        break;
                    }
                    if (scale.isEmpty()) {
                        return;
                    }
                    inputs.add(dequantize(made, part.input(0), scale.get(), "", axis(scale.get(), 0)));
                }
                default -> {
                    Optional<Integer> axis = channelAxis(node, operator, part);
                    if (axis.isEmpty()) {
                        return;
                    }
                    inputs.add(dequantize(made, part.input(0), part.input(1), part.input(2), axis.get()));
                }
            }
        }
        boolean quantizes = output.isPresent() && !output.get().input(0).isEmpty();
        Optional<String> zero = quantizes ? zeroPoint(output.get(), parts) : Optional.of("");
        if (zero.isEmpty()) {
            return;
        }
        String result = quantizes ? editor.freshName(node.output() + "_float") : node.output();
        List<Node> replacements = new ArrayList<>(made.values());
        replacements.add(inFloats(node, operator, form, inputs, result));
        if (quantizes) {
            replacements.add(
                    Node.of("QuantizeLinear", List.of(result, output.get().input(0), zero.get()), node.outputs()));
        }
        made.forEach((key, dequantize) -> dequantized.put(key, dequantize.output()));
        editor.replace(node, replacements.toArray(Node[]::new));
    }

    /** Some of the inputs of a node, which belong together; those left out at the end are empty. */
    private record Part(Operand role, int first, List<String> names) {
        String input(int index) {
            return index < names.size() ? names.get(index) : "";
        }
    }

    private static List<Part> parts(Node node, QuantizedForm form) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        for (Operand operand : form.operands()) {
            int times = operand == Operand.TENSORS ? (node.inputs().size() - at) / operand.inputs() : 1;
            for (int i = 0; i < times; i++) {
                int from = Math.min(at, node.inputs().size());
                int to = Math.min(at + operand.inputs(), node.inputs().size());
                parts.add(new Part(operand, at, node.inputs().subList(from, to)));
                at += operand.inputs();
            }
        }
        return parts;
    }

    private boolean sameMeaning(Node node, Operator operator) {
        boolean channelsFirst = node.integer("channels_last", 0) == 0;
        // A softmax says by which operator set it takes its axis; reductions got their axes as inputs in set 18.
        boolean sameAxes =
                operator.kind() != OperatorKind.SOFTMAX || node.integer("opset", 0) >= 13 == model.opset() >= 13;
        return channelsFirst && sameAxes && operator.kind() != OperatorKind.REDUCTION;
    }

    private Node inFloats(Node node, Operator operator, QuantizedForm form, List<String> inputs, String output) {
        Node plain = node.withOp(form.floatOp())
                .inDomain("")
                .withInputs(inputs)
                .withOutputs(List.of(output))
                .without("channels_last")
                .without("opset");
        return operator.kind() == OperatorKind.SOFTMAX ? plain.with("axis", node.integer("axis", -1)) : plain;
    }

    private String dequantize(Map<List<String>, Node> made, String tensor, String scale, String zero, int axis) {
        List<String> key = List.of(tensor, scale, zero, Integer.toString(axis));
        String shared = dequantized.get(key);
        if (shared != null) {
            return shared;
        }
        return made.computeIfAbsent(key, absent -> {
                    List<String> inputs = zero.isEmpty() ? List.of(tensor, scale) : List.of(tensor, scale, zero);
                    Node node = Node.of("DequantizeLinear", inputs, List.of(editor.freshName(tensor + "_dequantized")));
                    return axis >= 0 ? node.with("axis", axis) : node;
                })
                .output();
    }

    /** The axis along which scales lie, -1 where there is one scale; empty where Q/DQ cannot say it. */
    private Optional<Integer> channelAxis(Node node, Operator operator, Part part) {
        Optional<Shape> scale = graph.initializerShape(part.input(1));
        if (scale.isEmpty() || scale.get().rank() > 1) {
            return Optional.empty();
        }
        if (scale.get().size() == 1) {
            return Optional.of(-1);
        }
        Optional<Shape> weight = graph.initializerShape(part.input(0));
        boolean isWeight = operator.weight().isPresent() && operator.weight().getAsInt() == part.first();
        if (!isWeight || weight.isEmpty() || model.opset() < 13) {
            return Optional.empty();
        }
        int axis = operator.channelsOf(node).orElseThrow();
        return Optional.of(axis < 0 ? axis + weight.get().rank() : axis);
    }

    private int axis(String scale, int ofChannels) {
        return editor.graph().initializerShape(scale).orElseThrow().size() == 1 ? -1 : ofChannels;
    }

    /** The scale that the sums of products have, and the bias with them. */
    private Optional<String> biasScale(Node node, List<Part> parts) {
        Optional<Tensor> input = graph.initializer(parts.get(0).input(1));
        Optional<Tensor> weight = graph.initializer(parts.get(1).input(1));
        if (input.isEmpty() || weight.isEmpty() || input.get().size() != 1) {
            return Optional.empty();
        }
        float[] scales = weight.get().toFloats();
        float factor = input.get().toFloats()[0] * node.real("alpha", 1);
        for (int i = 0; i < scales.length; i++) {
            scales[i] *= factor;
        }
        Tensor value = scales.length == 1 ? Tensor.scalar(scales[0]) : Tensor.of(scales, scales.length);
        return Optional.of(editor.constant(node.output() + "_bias_scale", value));
    }

    /** The zero point of the output, which also says of which type it is: where it is left out, that of the input. */
    private Optional<String> zeroPoint(Part output, List<Part> parts) {
        if (!output.input(1).isEmpty()) {
            return Optional.of(output.input(1));
        }
        Part first = parts.stream()
                .filter(part -> part.role() == Operand.TENSOR || part.role() == Operand.TENSORS)
                .findFirst()
                .orElseThrow();
        return graph.initializerType(first.input(2))
                .or(() -> graph.initializerType(first.input(0)))
                .filter(type -> type == ElementType.INT8 || type == ElementType.UINT8)
                .map(type -> editor.constant(output.input(0) + "_zero", Tensor.of(type, new byte[1])));
    }
}
