package io.edgeopt.optimizers.quantize.diagnose;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.emit.Decibels;
import io.edgeopt.optimizers.quantize.range.Range;
import java.util.Optional;

/**
 * A layer as it stands in a quantized graph.
 *
 * @param gives the tensor, still in floats, that becomes integers, or that the layer gives where none does
 * @param stands the tensor of the source that it stands for
 * @param covered what its integers cover
 */
record StoredLayer(String gives, String stands, Optional<Range> covered) {
    /** The layer of that label; empty where it is not in the graph. */
    static Optional<StoredLayer> of(Graph source, Node layer, Graph changed) {
        Optional<Node> cut = source.consumersOf(layer.output()).stream()
                .filter(reader -> source.hasSingleUse(layer.output()))
                .filter(reader -> reader.is("Relu") || reader.is("Clip"))
                .findFirst();
        return cut.flatMap(node -> quantized(node.output(), changed))
                .or(() -> quantized(layer.output(), changed))
                .or(() -> changed.producerOf(layer.output())
                        .map(same -> new StoredLayer(layer.output(), layer.output(), Optional.empty())));
    }

    /** Of a tensor that is made of integers again under its old name. */
    private static Optional<StoredLayer> quantized(String tensor, Graph changed) {
        Optional<Node> back =
                changed.producerOf(tensor).filter(node -> Operators.of(node).kind() == OperatorKind.DEQUANTIZE);
        Optional<Node> there = back.flatMap(
                        node -> changed.producerOf(node.inputs().get(0)))
                .filter(node -> Operators.of(node).kind() == OperatorKind.QUANTIZE && node.is("QuantizeLinear"));
        return there.map(node -> new StoredLayer(node.inputs().get(0), tensor, range(node, changed)));
    }

    private static Optional<Range> range(Node quantize, Graph graph) {
        Optional<Tensor> scale = graph.constant(quantize.inputs().get(1));
        Optional<Tensor> zero = quantize.input(2).flatMap(graph::constant);
        if (scale.isEmpty() || scale.get().size() != 1) {
            return Optional.empty();
        }
        boolean signed = zero.filter(held -> held.type() == ElementType.INT8).isPresent();
        double step = scale.get().toDoubles()[0];
        double middle = zero.map(held -> held.toDoubles()[0]).orElse(0.0);
        return Optional.of(new Range(((signed ? -128 : 0) - middle) * step, ((signed ? 127 : 255) - middle) * step));
    }

    /** In decibels, how much larger the layer's stored weights are than what rounding to their steps changes. */
    static Optional<Double> weightDecibels(String label, Graph changed) {
        Optional<Node> node = changed.nodes().stream()
                .filter(each -> each.label().equals(label))
                .findFirst();
        Optional<Node> back = node.flatMap(layer -> Operators.of(layer).weightOf(layer))
                .flatMap(changed::producerOf)
                .filter(each -> each.is("DequantizeLinear"));
        Optional<Tensor> integers =
                back.flatMap(each -> changed.constant(each.inputs().get(0)));
        Optional<Tensor> scales =
                back.flatMap(each -> changed.constant(each.inputs().get(1)));
        if (integers.isEmpty() || scales.isEmpty()) {
            return Optional.empty();
        }
        double[] steps = scales.get().toDoubles();
        double[] values = integers.get().toDoubles();
        int axis = steps.length == 1 ? 0 : (int) Math.max(0, back.get().integer("axis", 1));
        int inner = 1;
        for (int i = axis + 1; i < integers.get().shape().rank(); i++) {
            inner *= (int) integers.get().shape().dim(i);
        }
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < values.length; i++) {
            double step = steps.length == 1 ? steps[0] : steps[i / inner % steps.length];
            signal += values[i] * values[i] * step * step;
            // Rounding is off by anything up to half a step, evenly.
            noise += step * step / 12;
        }
        return signal > 0 ? Optional.of(Decibels.of(signal, noise)) : Optional.empty();
    }
}
