package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.MacRule;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What TensorRT's explicit quantization asks of a graph; which nodes keep to it and which do not.
 *
 * <ul>
 *   <li>Integers are signed, of 8 bits, around zero, with scales that are constant and above zero.
 *   <li>They are made by Q and turned back by DQ with the same scale; nothing else gives or reads them, and none lie in
 *       the file: weights are floats with Q and DQ, biases floats without.
 *   <li>Several scales belong to weights, along the layer's output channels.
 *   <li>A layer's input and its weights are quantized together.
 *   <li>Nothing stands between a layer and the Relu or Clip that alone reads it.
 *   <li>A Concat whose result is quantized has quantized inputs, all with the scale of the result.
 *   <li>Of a sum that a layer gives straight into, the other side is quantized, and this side is not.
 *   <li>Nothing is quantized for a Resize alone.
 * </ul>
 */
public final class TensorRtRules {
    private static final String IN = "QuantizeLinear";
    private static final String BACK = "DequantizeLinear";

    private final Graph graph;
    private final List<String> broken = new ArrayList<>();

    private TensorRtRules(Graph graph) {
        this.graph = graph;
    }

    /** What is wrong, a sentence a node and rule; empty where all rules hold. */
    public static List<String> broken(Model model) {
        TensorRtRules rules = new TensorRtRules(model.graph());
        model.graph().nodes().forEach(rules::check);
        return List.copyOf(rules.broken);
    }

    private void check(Node node) {
        if (Operators.of(node).quantized().isPresent()) {
            fault(node, "computes on integers itself; Q and DQ around a float operator are asked for");
        }
        switch (node.op()) {
            case IN -> quantize(node);
            case BACK -> dequantize(node);
            case "Concat" -> concat(node);
            case "Add" -> sum(node);
            case "Resize" -> resize(node);
            default -> {
                if (Operators.of(node).macs() != MacRule.NONE) {
                    layer(node);
                }
            }
        }
    }

    private void fault(Node node, String what) {
        broken.add("'%s' (%s) %s".formatted(node.label(), node.op(), what));
    }

    private void quantize(Node node) {
        integers(node);
        boolean pairs = !graph.isOutput(node.output())
                && graph.consumersOf(node.output()).stream().allMatch(back -> back.is(BACK) && sameScale(node, back));
        if (!pairs) {
            fault(node, "gives integers to something else than a DQ of the same scale");
        }
        if (scale(node).map(Tensor::size).orElse(1L) > 1 && !isWeight(node)) {
            fault(node, "has several scales, and is not along the output channels of a weight");
        }
    }

    private void dequantize(Node node) {
        integers(node);
        if (graph.producerOf(node.inputs().get(0)).filter(made -> made.is(IN)).isEmpty()) {
            fault(node, "reads integers that no Q made");
        }
    }

    private void integers(Node node) {
        Optional<Tensor> zero = node.input(2).flatMap(graph::constant);
        if (zero.map(Tensor::type).filter(ElementType.INT8::equals).isEmpty()) {
            fault(node, "is not of signed 8-bit integers");
        } else if (Arrays.stream(zero.get().toLongs()).anyMatch(value -> value != 0)) {
            fault(node, "has a zero point that is not zero");
        }
        Optional<Tensor> scale = scale(node);
        if (scale.isEmpty() || Arrays.stream(scale.get().toDoubles()).anyMatch(value -> !(value > 0))) {
            fault(node, "has no constant scale above zero");
        }
    }

    private Optional<Tensor> scale(Node node) {
        return graph.constant(node.inputs().get(1));
    }

    private boolean sameScale(Node one, Node other) {
        Optional<Tensor> a = scale(one);
        Optional<Tensor> b = scale(other);
        return a.isPresent()
                && b.isPresent()
                && Arrays.equals(a.get().toFloats(), b.get().toFloats());
    }

    private boolean isWeight(Node quantize) {
        if (graph.constant(quantize.inputs().get(0)).isEmpty()) {
            return false;
        }
        int rank =
                graph.constant(quantize.inputs().get(0)).orElseThrow().shape().rank();
        return graph.consumersOf(quantize.output()).stream()
                .flatMap(back -> graph.consumersOf(back.output()).stream()
                        .map(layer -> Operators.of(layer)
                                        .weightOf(layer)
                                        .filter(back.output()::equals)
                                        .isPresent()
                                && alongChannels(layer, back, rank)
                                && alongChannels(layer, quantize, rank)))
                .allMatch(Boolean::booleanValue);
    }

    private static boolean alongChannels(Node layer, Node scaled, int rank) {
        long channels = Operators.of(layer).channelsOf(layer).orElse(0);
        long axis = scaled.integer("axis", 1);
        return (axis < 0 ? axis + rank : axis) == (channels < 0 ? channels + rank : channels);
    }

    /** The DQ that a tensor comes from. */
    private Optional<Node> back(String tensor) {
        return graph.producerOf(tensor).filter(node -> node.is(BACK));
    }

    private boolean isQuantized(String tensor) {
        return back(tensor).isPresent();
    }

    private void layer(Node node) {
        Operator operator = Operators.of(node);
        Optional<String> weight = operator.weightOf(node);
        if (weight.isEmpty()) {
            return;
        }
        boolean input = isQuantized(node.inputs().get(0));
        boolean weights = isQuantized(weight.get());
        if (weights && !input) {
            fault(node, "has quantized weights and an input that is not");
        } else if (input && !weights && graph.constant(weight.get()).isEmpty()) {
            fault(node, "has one quantized operand and one that is not");
        }
        if (operator.biasOf(node).filter(this::isQuantized).isPresent()) {
            fault(node, "has a bias in integers");
        }
        loneReader(node.output())
                .filter(in -> in.is(IN))
                .flatMap(in -> loneReader(in.output()))
                .flatMap(out -> loneReader(out.output()))
                .filter(cut -> cut.is("Relu") || cut.is("Clip"))
                .ifPresent(cut ->
                        fault(node, "is quantized before '%s', which could be one with it".formatted(cut.label())));
    }

    private Optional<Node> loneReader(String tensor) {
        return graph.hasSingleUse(tensor)
                ? Optional.of(graph.consumersOf(tensor).get(0))
                : Optional.empty();
    }

    private void concat(Node node) {
        Optional<Node> result = graph.consumersOf(node.output()).stream()
                .filter(reader -> reader.is(IN))
                .findFirst();
        if (result.isEmpty()) {
            return;
        }
        for (String input : node.inputs()) {
            if (back(input).filter(made -> sameScale(made, result.get())).isEmpty()) {
                fault(node, "is quantized, and its input '%s' is not, or with another scale".formatted(input));
            }
        }
    }

    private void sum(Node node) {
        String one = node.inputs().get(0);
        String other = node.inputs().get(1);
        if (graph.constant(one).isPresent() || graph.constant(other).isPresent() || one.equals(other)) {
            return;
        }
        if ((isStraight(one) && !isQuantized(other)) || (isStraight(other) && !isQuantized(one))) {
            fault(node, "adds what a layer gives to a side that is not quantized");
        }
        if (isQuantized(one) && isQuantized(other) && (comesFromLayer(one) || comesFromLayer(other))) {
            fault(node, "has two quantized sides, of which a layer gives one for it alone");
        }
    }

    /** Whether a layer on integers gives the tensor, for one reader alone. */
    private boolean isStraight(String tensor) {
        return graph.hasSingleUse(tensor)
                && graph.producerOf(tensor).filter(this::isIntegerLayer).isPresent();
    }

    private boolean isIntegerLayer(Node node) {
        Operator operator = Operators.of(node);
        return operator.macs() != MacRule.NONE
                && isQuantized(node.inputs().get(0))
                && operator.weightOf(node).filter(this::isQuantized).isPresent();
    }

    private boolean comesFromLayer(String tensor) {
        return graph.hasSingleUse(tensor)
                && back(tensor)
                        .map(node -> node.inputs().get(0))
                        .filter(graph::hasSingleUse)
                        .flatMap(graph::producerOf)
                        .filter(in -> isStraight(in.inputs().get(0)))
                        .isPresent();
    }

    private void resize(Node node) {
        if (graph.hasSingleUse(node.inputs().get(0))
                && isQuantized(node.inputs().get(0))) {
            fault(node, "is the only one that reads what is quantized for it");
        }
    }
}
