package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * The nodes that make floats of packed weights, under the name that the weight had. They are {@code Cast}, {@code
 * Gather}, {@code Mul} and {@code Reshape}, in the form that every operator set from 7 on has: ONNX Runtime computes them
 * once, when it loads the model (which it does not do with {@code DequantizeLinear}), so that the model then runs as
 * its source did.
 */
public final class Unpacking {
    private final GraphEditor editor;
    /** Tables and shapes that several weights read. */
    private final Map<Object, String> shared = new HashMap<>();

    Unpacking(GraphEditor editor) {
        this.editor = editor;
    }

    /** Halves, made floats. */
    void halves(WeightTensor weight, Tensor halves) {
        take(weight);
        cast(constant(weight, "half", halves), ElementType.FLOAT, weight.name());
    }

    /** Whole numbers times scales; gives the bytes that they take. */
    long scaled(WeightTensor weight, BlockRounding rounding, BlockLayout layout, int bits) {
        take(weight);
        int lowest = -(1 << (bits - 1));
        CodePacking packing = CodePacking.of(bits, weight.value().size());
        String numbers;
        long stored;
        if (packing.perByte() == 1) {
            Tensor codes = Tensor.of(
                    ElementType.INT8, bytes(rounding.codes()), layout.view().toArray());
            numbers = cast(constant(weight, "q", codes), ElementType.FLOAT, fresh(weight, "n"));
            stored = codes.byteSize();
        } else {
            int[] unsigned = rounding.codes().clone();
            for (int i = 0; i < unsigned.length; i++) {
                unsigned[i] -= lowest;
            }
            byte[] packed = packing.pack(unsigned);
            String signed = spread(weight, packed, packing, ElementType.INT8, code -> code + lowest);
            String floats = cast(signed, ElementType.FLOAT, fresh(weight, "f"));
            numbers = reshape(floats, layout.view(), fresh(weight, "n"));
            stored = packed.length;
        }
        Tensor scales = Tensor.of(rounding.scales(), layout.scales().toArray());
        return stored
                + times(weight, numbers, rounding.scalesAreHalves() ? new HalfRange().halves(scales) : scales, layout);
    }

    /** Makes the weight of numbers that lie as the layout sees them; gives the bytes of the scales. */
    private long times(WeightTensor weight, String numbers, Tensor scales, BlockLayout layout) {
        String scale = floats(weight, "s", scales);
        boolean moved = !layout.view().equals(weight.shape());
        String product = moved ? fresh(weight, "p") : weight.name();
        editor.add(Node.of("Mul", List.of(numbers, scale), List.of(product)));
        if (moved) {
            reshape(product, weight.shape(), weight.name());
        }
        return scales.byteSize();
    }

    /** A constant of the weight's, made floats where it is none. */
    private String floats(WeightTensor weight, String suffix, Tensor value) {
        String constant = constant(weight, suffix, value);
        return value.type() == ElementType.FLOAT
                ? constant
                : cast(constant, ElementType.FLOAT, fresh(weight, suffix + "f"));
    }

    /** Numbers of entries in a table of the weight's own; gives the bytes that they take. */
    public long looked(WeightTensor weight, int[] codes, Tensor table, int bits) {
        take(weight);
        long stored = lookedUp(weight, codes, table, bits, weight.shape(), weight.name());
        return stored + table.byteSize();
    }

    /** The same of entries that are multiplied with scales, as the layout has them. */
    public long looked(WeightTensor weight, int[] codes, Tensor table, int bits, Tensor scales, BlockLayout layout) {
        take(weight);
        String numbers = fresh(weight, "n");
        long stored = lookedUp(weight, codes, table, bits, layout.view(), numbers);
        return stored + table.byteSize() + times(weight, numbers, scales, layout);
    }

    private long lookedUp(WeightTensor weight, int[] codes, Tensor table, int bits, Shape shape, String to) {
        CodePacking packing = CodePacking.of(bits, codes.length);
        byte[] packed = packing.pack(codes);
        String indices;
        if (packing.perByte() == 1) {
            Tensor bytes = Tensor.of(ElementType.UINT8, packed, packed.length);
            indices = cast(constant(weight, "q", bytes), ElementType.INT32, fresh(weight, "i"));
        } else {
            String unpacked = spread(weight, packed, packing, ElementType.UINT8, code -> code);
            indices = cast(unpacked, ElementType.INT32, fresh(weight, "i"));
        }
        String floats = fresh(weight, "f");
        editor.add(Node.of("Gather", List.of(floats(weight, "book", table), indices), List.of(floats)));
        reshape(floats, shape, to);
        return packed.length;
    }

    /** One element for each number that the bytes hold: each byte is looked up in a table of all there are. */
    private String spread(
            WeightTensor weight, byte[] packed, CodePacking packing, ElementType type, IntUnaryOperator meaning) {
        Tensor bytes = Tensor.of(ElementType.UINT8, packed, packed.length);
        String index = cast(constant(weight, "q", bytes), ElementType.INT32, fresh(weight, "b"));
        String table = shared.computeIfAbsent(
                List.of(type, packing.slotValues(), meaning.applyAsInt(0)),
                unused -> editor.constant("unpack", table(packing, type, meaning)));
        String spread = fresh(weight, "u");
        editor.add(Node.of("Gather", List.of(table, index), List.of(spread)));
        return spread;
    }

    private static Tensor table(CodePacking packing, ElementType type, IntUnaryOperator meaning) {
        byte[] table = new byte[256 * packing.perByte()];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) meaning.applyAsInt(packing.slot(i / packing.perByte(), i % packing.perByte()));
        }
        return Tensor.of(type, table, 256, packing.perByte());
    }

    private static byte[] bytes(int[] codes) {
        byte[] bytes = new byte[codes.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) codes[i];
        }
        return bytes;
    }

    /** Takes the weight out, so that its name is free for what is made of the packed form. */
    private void take(WeightTensor weight) {
        editor.removeInitializer(weight.name());
        editor.graph().producerOf(weight.name()).ifPresent(editor::remove);
    }

    private String constant(WeightTensor weight, String suffix, Tensor value) {
        return editor.constant(weight.name() + "." + suffix, value.readOnly());
    }

    private String fresh(WeightTensor weight, String suffix) {
        return editor.freshName(weight.name() + "." + suffix);
    }

    private String cast(String from, ElementType type, String to) {
        editor.add(Node.of("Cast", List.of(from), List.of(to)).with("to", type.onnxCode()));
        return to;
    }

    private String reshape(String from, Shape shape, String to) {
        long[] dims = shape.toArray();
        String target = shared.computeIfAbsent(
                shape, unused -> editor.constant("shape." + shape, Tensor.of(dims, dims.length)));
        editor.add(Node.of("Reshape", List.of(from, target), List.of(to)));
        return to;
    }
}
