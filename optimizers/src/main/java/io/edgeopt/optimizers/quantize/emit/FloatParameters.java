package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything lies in the file as floats; weights and constants go through integers within the graph. */
final class FloatParameters implements Parameters {
    private final Plan plan;
    private final GraphEditor editor;
    private final Map<String, String> weights = new HashMap<>();

    FloatParameters(Plan plan, GraphEditor editor) {
        this.plan = plan;
        this.editor = editor;
    }

    @Override
    public String weight(Node layer, Tensor weight, StoredWeight stored) {
        String source = Operators.of(layer).weightOf(layer).orElseThrow();
        boolean learnt = plan.weights().containsKey(layer);
        String key = source + Arrays.hashCode(stored.scales()) + (learnt ? Arrays.hashCode(stored.values()) : "");
        return weights.computeIfAbsent(key, unused -> {
            // Learnt integers are not the nearest ones to the weights that there were: what they mean is.
            String floats = learnt
                    ? editor.constant(
                            source + "_learnt",
                            Tensor.of(
                                    stored.toFloats(weight.shape()),
                                    weight.shape().toArray()))
                    : source;
            boolean perChannel = stored.isPerChannel();
            long[] dims = perChannel ? new long[] {stored.scales().length} : new long[0];
            String scale = editor.constant(source + "_scale", Tensor.of(stored.scales(), dims));
            String zero = editor.constant(
                    source + "_zero_point", Tensor.of(ElementType.INT8, new byte[stored.scales().length], dims));
            return inAndBack(floats, source, new Pair(scale, zero), perChannel ? stored.axis() : -1);
        });
    }

    @Override
    public String bias(Node layer, float[] bias, float inputScale, StoredWeight stored) {
        String hint = Operators.of(layer).biasOf(layer).orElse(layer.label() + "_bias");
        return plan.biases().containsKey(layer)
                ? editor.constant(hint + "_corrected", Tensor.of(bias, bias.length))
                : hint;
    }

    @Override
    public String constant(String name, Tensor value, Grid grid, Pair names) {
        return inAndBack(name, name, names, -1);
    }

    @Override
    public Node gate(Node gate, String integers, Grid grid) {
        // Of rounded values the float operator makes the same.
        return gate;
    }

    @Override
    public String aside(String floats) {
        return floats;
    }

    /** @param axis along which the scales lie; -1 where there is one for all */
    private String inAndBack(String floats, String hint, Pair names, int axis) {
        String integers = editor.freshName(hint + "_quantized");
        String back = editor.freshName(hint + "_dequantized");
        Node in = Node.of("QuantizeLinear", List.of(floats, names.scale(), names.zeroPoint()), List.of(integers))
                .withName(integers);
        Node out = Node.of("DequantizeLinear", List.of(integers, names.scale(), names.zeroPoint()), List.of(back))
                .withName(back);
        editor.add(axis < 0 ? in : in.with("axis", axis));
        editor.add(axis < 0 ? out : out.with("axis", axis));
        return back;
    }
}
