package io.edgeopt.optimizers.quantize.correct;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.emit.Grid;
import io.edgeopt.optimizers.quantize.emit.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A float model that has, beside some of its layers, a copy with the integers of a quantized one, fed with the same. */
final class LocalLayers {
    private final Plan plan;
    private final Graph quantized;
    private final GraphEditor editor;

    LocalLayers(Plan plan, Graph quantized) {
        this.plan = plan;
        this.quantized = quantized;
        this.editor = plan.model().edit();
    }

    /** Adds the copy of a layer and gives the name of what it makes. */
    String add(Node layer) {
        Node copied = quantized.producerOf(made(layer.output())).orElseThrow();
        List<String> inputs = new ArrayList<>();
        inputs.add(inIntegersAndBack(layer));
        for (int i = 1; i < copied.inputs().size(); i++) {
            inputs.add(
                    copied.inputs().get(i).isEmpty()
                            ? ""
                            : parameter(copied.inputs().get(i)));
        }
        String output = editor.freshName(layer.output() + "_local");
        editor.add(copied.withInputs(inputs).withOutputs(List.of(output)).withName(output));
        return output;
    }

    Model model() {
        return editor.model();
    }

    /** The tensor that the layer itself makes, where {@code tensor} is what comes back from its integers. */
    private String made(String tensor) {
        return quantized
                .producerOf(tensor)
                .filter(node -> Operators.of(node).kind() == OperatorKind.DEQUANTIZE)
                .flatMap(back -> quantized.producerOf(back.inputs().get(0)))
                .filter(node -> Operators.of(node).kind() == OperatorKind.QUANTIZE)
                .map(quantize -> quantize.inputs().get(0))
                .orElse(tensor);
    }

    private String inIntegersAndBack(Node layer) {
        String input = layer.inputs().get(0);
        Grid grid = Objects.requireNonNull(
                plan.grids().get(plan.placement().groupOf(input).orElseThrow()));
        String scale = editor.constant(input + "_scale", Tensor.scalar(grid.scale()));
        String zero =
                editor.constant(input + "_zero_point", Tensor.of(grid.type(), new byte[] {(byte) grid.zeroPoint()}));
        String integers = editor.freshName(input + "_integers");
        String back = editor.freshName(input + "_back");
        editor.add(Node.of("QuantizeLinear", List.of(input, scale, zero), List.of(integers)));
        editor.add(Node.of("DequantizeLinear", List.of(integers, scale, zero), List.of(back)));
        return back;
    }

    /** A weight or bias that lies in the quantized file as integers. */
    private String parameter(String tensor) {
        Node back = quantized.producerOf(tensor).orElseThrow();
        List<String> inputs = back.inputs().stream()
                .map(name -> editor.constant(name, quantized.constant(name).orElseThrow()))
                .toList();
        String output = editor.freshName(tensor);
        editor.add(back.withInputs(inputs).withOutputs(List.of(output)).withName(output));
        return output;
    }
}
