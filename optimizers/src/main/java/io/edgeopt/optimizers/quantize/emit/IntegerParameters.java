package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything lies in the file as integers. */
final class IntegerParameters implements Parameters {
    private final GraphEditor editor;
    private final Map<String, String> weights = new HashMap<>();

    IntegerParameters(GraphEditor editor) {
        this.editor = editor;
    }

    @Override
    public String weight(Node layer, Tensor weight, StoredWeight stored) {
        String source = Operators.of(layer).weightOf(layer).orElseThrow();
        String key = source + Arrays.hashCode(stored.values()) + Arrays.hashCode(stored.scales());
        return weights.computeIfAbsent(key, unused -> {
            String integers = editor.constant(
                    source + "_quantized",
                    Tensor.of(ElementType.INT8, stored.values(), weight.shape().toArray()));
            String back = editor.freshName(source + "_dequantized");
            editor.add(scaled(integers, source, stored.scales(), stored.axis(), ElementType.INT8, back));
            return back;
        });
    }

    @Override
    public String bias(Node layer, float[] bias, float inputScale, StoredWeight stored) {
        int[] integers = new int[bias.length];
        float[] scales = new float[stored.isPerChannel() ? bias.length : 1];
        for (int c = 0; c < bias.length; c++) {
            float scale = inputScale * stored.scale(c);
            scales[stored.isPerChannel() ? c : 0] = scale;
            integers[c] = (int) Math.rint(bias[c] / (double) scale);
        }
        String hint = Operators.of(layer).biasOf(layer).orElse(layer.label() + "_bias");
        String name = editor.constant(hint + "_quantized", Tensor.of(integers, integers.length));
        String back = editor.freshName(hint + "_dequantized");
        editor.add(scaled(name, hint, scales, 0, ElementType.INT32, back));
        return back;
    }

    @Override
    public String constant(String name, Tensor value, Grid grid, Pair names) {
        double[] values = value.toDoubles();
        byte[] integers = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            integers[i] = grid.of(values[i]);
        }
        String stored = editor.constant(
                name + "_quantized",
                Tensor.of(grid.type(), integers, value.shape().toArray()));
        String back = editor.freshName(name + "_dequantized");
        editor.add(Node.of("DequantizeLinear", List.of(stored, names.scale(), names.zeroPoint()), List.of(back))
                .withName(editor.freshName(name + "_dequantize")));
        return back;
    }

    @Override
    public String aside(String floats) {
        return Aside.behind(floats, editor);
    }

    /**
     * The lowest integer is where the gate is shut, and steps in the gate are steps in its input times its slope. So the
     * integers need only end where it is fully open, and mean something else.
     */
    @Override
    public Node gate(Node gate, String integers, Grid grid) {
        float slope = gate.real("alpha", 0.2f);
        int least = grid.steps().least();
        long open = least + Math.round(1 / (slope * (double) grid.scale()));
        String cut = integers;
        if (open < grid.steps().most()) {
            cut = editor.freshName(gate.output() + "_integers");
            String most = editor.constant(cut + "_most", Tensor.of(grid.type(), new byte[] {(byte) open}));
            editor.add(
                    Node.of("Clip", List.of(integers, "", most), List.of(cut)).withName(cut));
        }
        String scale = editor.constant(gate.output() + "_scale", Tensor.scalar(slope * grid.scale()));
        String shut = editor.constant(gate.output() + "_zero_point", Tensor.of(grid.type(), new byte[] {(byte) least}));
        return Node.of("DequantizeLinear", List.of(cut, scale, shut), gate.outputs())
                .withName(gate.label());
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
