package io.edgeopt.autograd.op;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Locale;
import java.util.Map;

/**
 * Functions of one element. Those that DJL would compose of several calls, or whose backward pass is slow there, go
 * through one PyTorch function.
 */
final class Activations {
    private Activations() {}

    static void addTo(Map<String, Kernel> table) {
        one(table, "Relu", JniUtils::relu);
        one(table, "Sigmoid", JniUtils::sigmoid);
        one(table, "Tanh", JniUtils::tanh);
        one(table, "Erf", JniUtils::erf);
        one(table, "Exp", JniUtils::exp);
        one(table, "Log", JniUtils::log);
        one(table, "Sqrt", JniUtils::sqrt);
        one(table, "Abs", JniUtils::abs);
        one(table, "Neg", JniUtils::neg);
        one(table, "Sin", JniUtils::sin);
        one(table, "Cos", JniUtils::cos);
        one(table, "Tan", JniUtils::tan);
        one(table, "Floor", JniUtils::floor);
        one(table, "Ceil", JniUtils::ceil);
        one(table, "Round", JniUtils::round);
        one(table, "Sign", JniUtils::sign);
        one(table, "Softplus", JniUtils::softPlus);
        one(table, "Softsign", JniUtils::softSign);
        table.put("Reciprocal", Kernel.of(call -> call.torch("torch.reciprocal(a)", call.in(0))));
        table.put("Identity", Kernel.of(call -> call.in(0)));
        table.put("HardSwish", Kernel.of(call -> call.torch("torch.hardswish(a)", call.in(0))));
        table.put("Mish", Kernel.of(call -> call.torch("torch.mish(a)", call.in(0))));
        table.put(
                "LeakyRelu",
                Kernel.of(call ->
                        JniUtils.leakyRelu((PtNDArray) call.in(0), call.node().real("alpha", 0.01f))));
        table.put(
                "Elu",
                Kernel.of(
                        call -> JniUtils.elu((PtNDArray) call.in(0), call.node().real("alpha", 1))));
        table.put(
                "Celu",
                Kernel.of(call -> call.torch(
                        "torch.celu(a, %s)".formatted(number(call.node().real("alpha", 1))), call.in(0))));
        table.put("Selu", Kernel.of(call -> JniUtils.selu((PtNDArray) call.in(0))));
        table.put("HardSigmoid", Kernel.of(Activations::hardSigmoid));
        table.put("Clip", Kernel.of(Activations::clip));
        table.put("PRelu", Kernel.of(Activations::prelu));
        table.put(
                "Gelu",
                Kernel.of(call -> call.torch(
                        "torch.gelu(a, approximate=\"%s\")"
                                .formatted(call.node().text("approximate", "none")),
                        call.in(0))));
        table.put("Softmax", Kernel.of(call -> softmax(call, false)));
        table.put("LogSoftmax", Kernel.of(call -> softmax(call, true)));
    }

    /** A function of DJL's engine with one argument. */
    private interface Function {
        PtNDArray apply(PtNDArray argument);
    }

    private static void one(Map<String, Kernel> table, String op, Function function) {
        table.put(op, Kernel.of(call -> function.apply((PtNDArray) call.in(0))));
    }

    private static NDArray hardSigmoid(Call call) {
        float alpha = call.node().real("alpha", 0.2f);
        float beta = call.node().real("beta", 0.5f);
        if (Math.abs(alpha - 1f / 6) < 1e-7 && beta == 0.5f) {
            return call.torch("torch.hardsigmoid(a)", call.in(0));
        }
        return call.torch(
                "torch.hardtanh(torch.add(torch.mul(a, %s), %s), 0., 1.)".formatted(number(alpha), number(beta)),
                call.in(0));
    }

    private static NDArray clip(Call call) {
        NDArray input = call.in(0);
        double low = call.number("min", 1).orElse(Double.NEGATIVE_INFINITY);
        double high = call.number("max", 2).orElse(Double.POSITIVE_INFINITY);
        if (!input.getDataType().isFloating()) {
            return input.maximum(low).minimum(high).toType(input.getDataType(), false);
        }
        if (low == 0 && high == Double.POSITIVE_INFINITY) {
            return JniUtils.relu((PtNDArray) input);
        }
        double most = Float.MAX_VALUE;
        return call.torch(
                "torch.hardtanh(a, %s, %s)".formatted(number(Math.max(low, -most)), number(Math.min(high, most))),
                input);
    }

    private static NDArray prelu(Call call) {
        NDArray input = call.in(0);
        // ONNX lets the slope broadcast from the right; PyTorch's own function wants one slope a channel.
        return JniUtils.relu((PtNDArray) input).add(call.in(1).mul(input.minimum(0)));
    }

    private static NDArray softmax(Call call, boolean log) {
        PtNDArray input = (PtNDArray) call.in(0);
        DataType type = input.getDataType();
        int rank = call.rank(0);
        if (call.opset() >= 13) {
            int axis = call.axis("axis", -1, rank);
            return log ? JniUtils.logSoftmax(input, axis, type) : JniUtils.softmax(input, axis, type);
        }
        // Before, all axes from the given one on were one.
        int axis = call.axis("axis", 1, rank);
        long[] shape = input.getShape().getShape();
        long rows = 1;
        for (int i = 0; i < axis; i++) {
            rows *= shape[i];
        }
        PtNDArray flat = JniUtils.reshape(input, new long[] {rows, -1});
        PtNDArray result = log ? JniUtils.logSoftmax(flat, 1, type) : JniUtils.softmax(flat, 1, type);
        return result.reshape(shape);
    }

    /** A number as TorchScript reads it: never without a point or an exponent. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.17e", value);
    }
}
