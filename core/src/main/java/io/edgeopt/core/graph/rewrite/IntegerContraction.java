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
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Float operators between dequantization and quantization to integer operators. */
final class IntegerContraction {
    private static final String MICROSOFT = "com.microsoft";

    private final Model model;
    private final GraphEditor editor;

    IntegerContraction(Model model) {
        this.model = model;
        this.editor = model.edit();
    }

    Model result() {
        boolean microsoft = false;
        for (Node quantize : model.graph().nodes()) {
            if (quantize.is("QuantizeLinear") && !quantize.has("block_size") && quantize.integer("saturate", 1) == 1) {
                Optional<Node> integer = contracted(quantize);
                if (integer.isPresent()) {
                    editor.replace(quantize, integer.get());
                    microsoft |= integer.get().domain().equals(MICROSOFT);
                }
            }
        }
        Model contracted = editor.removeDead().model();
        return microsoft && !contracted.opsets().containsKey(MICROSOFT)
                ? contracted.withOpset(MICROSOFT, 1)
                : contracted;
    }

    /** A tensor of 8-bit integers and how it is read. */
    private record Quantized(String tensor, String scale, String zero, ElementType type, int axis) {
        boolean hasOneScale(Graph graph) {
            return graph.initializerShape(scale).orElseThrow().size() == 1;
        }
    }

    private Optional<Node> contracted(Node quantize) {
        Graph graph = editor.graph();
        Optional<Node> floats = graph.producerOf(quantize.inputs().get(0))
                .filter(node -> node.outputs().size() == 1 && graph.hasSingleUse(node.output()));
        Optional<Quantized> output = quantized(quantize, "");
        if (floats.isEmpty() || output.isEmpty() || !output.get().hasOneScale(graph)) {
            return Optional.empty();
        }
        Node node = floats.get();
        Operator operator = Operators.of(node);
        if (!operator.isQuantizable()) {
            return Optional.empty();
        }
        if (operator.passesScale()) {
            return moved(node, output.get(), quantize);
        }
        return Operators.integerFormOf(operator.name())
                .filter(integer -> operator.domain().isEmpty() && sameMeaning(node))
                .flatMap(integer -> inIntegers(node, operator, integer, output.get(), quantize));
    }

    /** What only moves or chooses elements works on integers as it does on floats, if the scale stays. */
    private Optional<Node> moved(Node node, Quantized output, Node quantize) {
        boolean integersAllowed = Operators.of(node).kind() != OperatorKind.POOLING || model.opset() >= 12;
        return quantizedInput(node.inputs().get(0))
                .filter(input -> integersAllowed && input.type() == output.type())
                .filter(input -> same(input.scale(), output.scale()) && same(input.zero(), output.zero()))
                .map(input -> node.withInput(0, input.tensor()).withOutputs(quantize.outputs()));
    }

    private boolean sameMeaning(Node node) {
        long[] dilations = node.integers("dilations").orElse(new long[0]);
        boolean plainPooling = Operators.of(node).kind() != OperatorKind.POOLING
                || Arrays.stream(dilations).allMatch(dilation -> dilation == 1);
        return plainPooling && (node.real("beta", 1) == 1 || node.input(2).isEmpty());
    }

    private Optional<Node> inIntegers(Node node, Operator operator, Operator integer, Quantized output, Node quantize) {
        QuantizedForm form = integer.quantized().orElseThrow();
        List<String> inputs = new ArrayList<>();
        List<Quantized> tensors = new ArrayList<>();
        int at = 0;
        for (Operand operand : form.operands()) {
            switch (operand) {
                case OUTPUT -> inputs.addAll(List.of(output.scale(), output.zero()));
                case PLAIN -> inputs.add(node.inputs().get(at++));
                case BIAS -> {
                    Optional<String> name = node.input(at++);
                    Optional<String> bias = name.flatMap(dequantized -> bias(node, dequantized, tensors));
                    if (name.isPresent() && bias.isEmpty()) {
                        return Optional.empty();
                    }
                    inputs.add(bias.orElse(""));
                }
                default -> {
                    int last = operand == Operand.TENSORS ? node.inputs().size() : at + 1;
                    for (; at < last; at++) {
                        Optional<Quantized> input = quantizedInput(node.inputs().get(at));
                        if (input.isEmpty() || !scalesFit(node, operator, input.get(), at)) {
                            return Optional.empty();
                        }
                        tensors.add(input.get());
                        inputs.addAll(List.of(
                                input.get().tensor(),
                                input.get().scale(),
                                input.get().zero()));
                    }
                }
            }
        }
        if (!typesFit(operator, tensors, output)) {
            return Optional.empty();
        }
        while (inputs.get(inputs.size() - 1).isEmpty()) {
            inputs.remove(inputs.size() - 1);
        }
        Node made = node.withOp(integer.name())
                .inDomain(integer.domain())
                .withInputs(inputs)
                .withOutputs(quantize.outputs())
                .without("beta");
        return Optional.of(
                operator.kind() == OperatorKind.SOFTMAX
                        ? made.with("axis", node.integer("axis", model.opset() < 13 ? 1 : -1))
                                .with("opset", model.opset())
                        : made);
    }

    private boolean scalesFit(Node node, Operator operator, Quantized input, int at) {
        Graph graph = editor.graph();
        if (input.hasOneScale(graph)) {
            return true;
        }
        boolean isWeight = operator.weight().isPresent() && operator.weight().getAsInt() == at;
        if (!isWeight || graph.initializerShape(input.tensor()).isEmpty()) {
            return false;
        }
        int rank = graph.initializerShape(input.tensor()).get().rank();
        int channels = Math.floorMod(operator.channelsOf(node).orElseThrow(), rank);
        return Math.floorMod(input.axis(), rank) == channels;
    }

    /** Weights may be signed where activations are not; all else is of one type. */
    private static boolean typesFit(Operator operator, List<Quantized> tensors, Quantized output) {
        for (int i = 0; i < tensors.size(); i++) {
            boolean isWeight =
                    operator.weight().isPresent() && operator.weight().getAsInt() == i;
            ElementType type = tensors.get(i).type();
            if (type != output.type() && !(isWeight && type == ElementType.INT8)) {
                return false;
            }
        }
        return true;
    }

    private Optional<Quantized> quantizedInput(String floats) {
        return editor.graph()
                .producerOf(floats)
                .filter(node -> node.is("DequantizeLinear") && !node.has("block_size"))
                .flatMap(node -> quantized(node, node.inputs().get(0)));
    }

    /** Reads a quantizing or dequantizing node, where its scale and zero point are constants and its type has 8 bits. */
    private Optional<Quantized> quantized(Node node, String tensor) {
        Graph graph = editor.graph();
        String scale = node.inputs().get(1);
        if (graph.initializerShape(scale).isEmpty()) {
            return Optional.empty();
        }
        Optional<ElementType> type = node.input(2)
                .map(graph::initializerType)
                .orElseGet(() -> typeWithoutZero(graph, tensor))
                .filter(found -> found == ElementType.UINT8 || found == ElementType.INT8);
        return type.map(found ->
                new Quantized(tensor, scale, node.input(2).orElseGet(() -> zero(scale, found)), found, (int)
                        node.integer("axis", 1)));
    }

    /** Without a zero point, a quantized tensor is unsigned, and one that is read says itself what it is. */
    private static Optional<ElementType> typeWithoutZero(Graph graph, String tensor) {
        if (tensor.isEmpty()) {
            return Optional.of(ElementType.UINT8);
        }
        return graph.initializerType(tensor)
                .or(() -> graph.producerOf(tensor)
                        .filter(node ->
                                node.is("QuantizeLinear") && node.input(2).isEmpty())
                        .map(node -> ElementType.UINT8));
    }

    private String zero(String scale, ElementType type) {
        long count = editor.graph().initializerShape(scale).orElseThrow().size();
        Tensor zeros = Tensor.of(type, new byte[(int) count], count);
        return editor.constant(scale + "_zero", count == 1 ? zeros.reshape() : zeros);
    }

    /** The 32-bit integers of a bias whose scale is that of the sums it is added to. */
    private Optional<String> bias(Node node, String dequantized, List<Quantized> tensors) {
        Graph graph = editor.graph();
        Optional<Node> found = graph.producerOf(dequantized).filter(producer -> producer.is("DequantizeLinear"));
        if (found.isEmpty()
                || graph.initializerType(found.get().inputs().get(0)).orElse(ElementType.FLOAT) != ElementType.INT32
                || !isZero(found.get().input(2))) {
            return Optional.empty();
        }
        Optional<Tensor> scale = graph.initializer(found.get().inputs().get(1));
        float[] input = graph.initializer(tensors.get(0).scale()).orElseThrow().toFloats();
        float[] weight = graph.initializer(tensors.get(1).scale()).orElseThrow().toFloats();
        if (scale.isEmpty()
                || (scale.get().size() != weight.length && scale.get().size() != 1)) {
            return Optional.empty();
        }
        float[] given = scale.get().toFloats();
        for (int i = 0; i < weight.length; i++) {
            float expected = input[0] * weight[i] * node.real("alpha", 1);
            // Scales went through files and other tools as products of floats.
            if (Math.abs(given[given.length == 1 ? 0 : i] - expected) > 1e-5f * Math.abs(expected)) {
                return Optional.empty();
            }
        }
        return Optional.of(found.get().inputs().get(0));
    }

    private boolean isZero(Optional<String> tensor) {
        return tensor.isEmpty()
                || editor.graph()
                        .initializer(tensor.get())
                        .filter(value -> Arrays.stream(value.toLongs()).allMatch(zero -> zero == 0))
                        .isPresent();
    }

    private boolean same(String one, String other) {
        return one.equals(other)
                || Arrays.equals(
                        editor.graph().initializer(one).orElseThrow().toDoubles(),
                        editor.graph().initializer(other).orElseThrow().toDoubles());
    }
}
