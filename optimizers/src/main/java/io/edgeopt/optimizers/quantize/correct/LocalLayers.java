package io.edgeopt.optimizers.quantize.correct;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.emit.Counterpart;
import io.edgeopt.optimizers.quantize.emit.Grid;
import io.edgeopt.optimizers.quantize.emit.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
        Node copied = Counterpart.of(quantized, layer);
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

    /** A weight or bias as it lies in the quantized file, with what makes floats of it. */
    private String parameter(String tensor) {
        Optional<Tensor> constant = quantized.constant(tensor);
        if (constant.isPresent()) {
            return editor.constant(tensor, constant.get());
        }
        Node made = quantized.producerOf(tensor).orElseThrow();
        List<String> inputs = made.inputs().stream().map(this::parameter).toList();
        String output = editor.freshName(tensor);
        editor.add(made.withInputs(inputs).withOutputs(List.of(output)).withName(output));
        return output;
    }
}
