package io.edgeopt.autograd.op;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Map;

/**
 * Quantize and dequantize with straight-through gradients: rounding is taken for the identity, and what is clipped has
 * no gradient. Between the two, whole numbers travel as floats, so that gradients can.
 */
final class Quantization {
    private Quantization() {}

    static void addTo(Map<String, Kernel> table) {
        table.put("QuantizeLinear", Kernel.of(Quantization::quantize));
        table.put("DequantizeLinear", Kernel.of(Quantization::dequantize));
    }

    private static NDArray quantize(Call call) {
        NDArray input = call.in(0);
        NDArray scale = alongAxis(call, call.in(1));
        DataType type = call.optional(2).map(NDArray::getDataType).orElse(DataType.UINT8);
        double low = type == DataType.INT8 ? -128 : type == DataType.INT32 ? Integer.MIN_VALUE : 0;
        double high = type == DataType.INT8 ? 127 : type == DataType.INT32 ? Integer.MAX_VALUE : 255;
        NDArray scaled = input.div(scale);
        // Rounded before the zero point is added: ties go to the even number, which an odd zero point would change.
        NDArray rounded = scaled.add(scaled.round().sub(scaled).stopGradient());
        NDArray moved = call.optional(2)
                .map(zero -> rounded.add(alongAxis(call, zero.toType(DataType.FLOAT32, false))))
                .orElse(rounded);
        return call.torch(
                "torch.hardtanh(a, %s, %s)".formatted(Activations.number(low), Activations.number(high)), moved);
    }

    private static NDArray dequantize(Call call) {
        NDArray input = call.in(0).toType(DataType.FLOAT32, false);
        NDArray scale = alongAxis(call, call.in(1));
        NDArray centred = call.optional(2)
                .map(zero -> input.sub(alongAxis(call, zero.toType(DataType.FLOAT32, false))))
                .orElse(input);
        return centred.mul(scale);
    }

    /** One value an index of the axis, shaped so that it broadcasts over the input. */
    private static NDArray alongAxis(Call call, NDArray perChannel) {
        if (perChannel.size() == 1) {
            return perChannel.reshape();
        }
        int rank = call.rank(0);
        if (perChannel.getShape().dimension() != 1 || call.node().integer("block_size", 0) != 0) {
            throw call.unsupported("quantization in blocks");
        }
        long[] shape = Axes.filled(rank, 1);
        shape[call.axis("axis", 1, rank)] = perChannel.size();
        return perChannel.reshape(shape);
    }
}
