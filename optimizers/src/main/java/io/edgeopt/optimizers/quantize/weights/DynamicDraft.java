package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A model whose layers become integer ones; a tensor that several of them read is quantized once. */
final class DynamicDraft {
    /** A tensor as bytes, with the names of its scale and its zero point. */
    record Quantized(String bytes, String scale, String zero) {}

    private final Draft draft;
    private final Map<String, Quantized> quantized = new HashMap<>();

    DynamicDraft(Draft draft) {
        this.draft = draft;
    }

    Draft draft() {
        return draft;
    }

    GraphEditor editor() {
        return draft.editor();
    }

    Quantized quantized(String tensor) {
        return quantized.computeIfAbsent(tensor, unused -> {
            Quantized made = new Quantized(fresh(tensor, "u8"), fresh(tensor, "scale"), fresh(tensor, "zero"));
            editor().add(Node.of(
                    "DynamicQuantizeLinear", List.of(tensor), List.of(made.bytes(), made.scale(), made.zero())));
            return made;
        });
    }

    /**
     * What ends every integer layer: sums become floats, times both scales, plus a bias. In this order ONNX Runtime makes
     * one node of it and of the product before.
     */
    void finish(String sums, String inputScale, String weightScale, String bias, String output) {
        String floats = fresh(output, "sum");
        editor().add(Node.of("Cast", List.of(sums), List.of(floats)).with("to", ElementType.FLOAT.onnxCode()));
        String scale = fresh(output, "scale");
        editor().add(Node.of("Mul", List.of(inputScale, weightScale), List.of(scale)));
        String product = bias.isEmpty() ? output : fresh(output, "product");
        editor().add(Node.of("Mul", List.of(floats, scale), List.of(product)));
        if (!bias.isEmpty()) {
            editor().add(Node.of("Add", List.of(product, bias), List.of(output)));
        }
    }

    String fresh(String tensor, String suffix) {
        return editor().freshName(tensor + "." + suffix);
    }

    String constant(String tensor, String suffix, Tensor value) {
        return editor().constant(tensor + "." + suffix, value.readOnly());
    }

    /** As many zero points as there are scales, all in the middle. */
    static Tensor zeros(long... dims) {
        Tensor zeros = Tensor.allocate(ElementType.UINT8, io.edgeopt.core.tensor.Shape.of(dims));
        for (int i = 0; i < zeros.size(); i++) {
            zeros.bytes().put(i, (byte) IntegerColumns.MIDDLE);
        }
        return zeros;
    }
}
