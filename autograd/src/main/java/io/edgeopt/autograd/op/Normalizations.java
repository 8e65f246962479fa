package io.edgeopt.autograd.op;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Normalisations, and dropout. */
final class Normalizations {
    private Normalizations() {}

    static void addTo(Map<String, Kernel> table) {
        table.put("BatchNormalization", Kernel.of(Normalizations::batch));
        table.put(
                "InstanceNormalization",
                Kernel.of(call -> call.torch(
                        "torch.instance_norm(a, b, c, None, None, True, 0.1, %s, False)"
                                .formatted(Activations.number(call.node().real("epsilon", 1e-5f))),
                        call.in(0),
                        call.in(1),
                        call.in(2))));
        table.put("LayerNormalization", Kernel.of(Normalizations::layer));
        table.put("GroupNormalization", Kernel.of(Normalizations::group));
        table.put(
                "LpNormalization",
                Kernel.of(call -> JniUtils.normalize(
                        (PtNDArray) call.in(0),
                        (double) call.node().integer("p", 2),
                        call.axis("axis", -1, call.rank(0)),
                        1e-12)));
        table.put("LRN", Kernel.of(Normalizations::localResponse));
        table.put("Dropout", Normalizations::dropout);
    }

    private static NDArray batch(Call call) {
        // In training the running statistics, inputs 3 and 4, are updated in place. ONNX's momentum is the share of
        // the old value, PyTorch's that of the new.
        return JniUtils.batchNorm(
                (PtNDArray) call.in(0),
                (PtNDArray) call.in(3),
                (PtNDArray) call.in(4),
                (PtNDArray) call.in(1),
                (PtNDArray) call.in(2),
                call.training(),
                1 - call.node().real("momentum", 0.9f),
                call.node().real("epsilon", 1e-5f));
    }

    private static NDArray layer(Call call) {
        int rank = call.rank(0);
        int axis = call.axis("axis", -1, rank);
        long[] tail = Arrays.copyOfRange(call.shape(0).getShape(), axis, rank);
        NDArray scale = JniUtils.broadcast((PtNDArray) call.in(1), new Shape(tail));
        NDArray bias = call.optional(2)
                .<NDArray>map(given -> JniUtils.broadcast((PtNDArray) given, new Shape(tail)))
                .orElseGet(() -> scale.stopGradient().zerosLike());
        return JniUtils.layerNorm(
                (PtNDArray) call.in(0),
                new Shape(tail),
                (PtNDArray) scale,
                (PtNDArray) bias,
                call.node().real("epsilon", 1e-5f));
    }

    private static NDArray group(Call call) {
        long groups = call.node().integer("num_groups", 1);
        String epsilon = Activations.number(call.node().real("epsilon", 1e-5f));
        long channels = call.shape(0).get(1);
        if (call.in(1).size() == channels) {
            return call.torch(
                    "torch.group_norm(a, %d, b, c, %s)".formatted(groups, epsilon), call.in(0), call.in(1), call.in(2));
        }
        // Before operator set 21 scale and bias are given a group, not a channel.
        long each = channels / groups;
        PtNDArray scale = JniUtils.repeat((PtNDArray) call.in(1), each, 0);
        PtNDArray bias = JniUtils.repeat((PtNDArray) call.in(2), each, 0);
        return call.torch("torch.group_norm(a, %d, b, c, %s)".formatted(groups, epsilon), call.in(0), scale, bias);
    }

    private static NDArray localResponse(Call call) {
        NDArray input = call.in(0);
        int size = (int) call.node().integer("size", 1);
        PtNDArray squares = (PtNDArray) input.square();
        long[] pads = new long[2 * input.getShape().dimension()];
        int channelPads = 2 * (input.getShape().dimension() - 2);
        pads[channelPads] = (size - 1L) / 2;
        pads[channelPads + 1] = size - 1L - (size - 1L) / 2;
        PtNDArray padded = JniUtils.pad(squares, pads, 0);
        NDArray sum = JniUtils.slice(padded, 1, 0, input.getShape().get(1), 1);
        for (int i = 1; i < size; i++) {
            sum = sum.add(JniUtils.slice(padded, 1, i, i + input.getShape().get(1), 1));
        }
        NDArray base =
                sum.mul(call.node().real("alpha", 1e-4f) / size).add(call.node().real("bias", 1));
        return input.div(base.pow(call.node().real("beta", 0.75f)));
    }

    private static List<NDArray> dropout(Call call) {
        NDArray input = call.in(0);
        double rate = call.number("ratio", 1).orElse(0.5);
        NDArray output = call.training() && rate > 0 ? JniUtils.dropout((PtNDArray) input, rate, true) : input;
        List<NDArray> outputs = new ArrayList<>(List.of(output));
        if (call.node().outputs().size() > 1) {
            outputs.add(input.stopGradient().onesLike().toType(DataType.BOOLEAN, false));
        }
        return outputs;
    }
}
