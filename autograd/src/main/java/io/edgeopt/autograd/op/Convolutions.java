package io.edgeopt.autograd.op;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Convolutions, and what multiplies matrices. */
final class Convolutions {
    private Convolutions() {}

    static void addTo(Map<String, Kernel> table) {
        table.put("Conv", Kernel.of(Convolutions::convolution));
        table.put("ConvTranspose", Kernel.of(Convolutions::transposed));
        table.put("Gemm", Kernel.of(Convolutions::gemm));
        table.put("MatMul", Kernel.of(call -> call.in(0).matMul(call.in(1))));
        table.put("Einsum", Kernel.of(Convolutions::einsum));
    }

    private static NDArray convolution(Call call) {
        NDArray input = call.in(0);
        NDArray weight = call.in(1);
        Window window = Window.of(call.node(), spatial(weight), spatial(input));
        NDArray padded = input;
        long[] pads = window.before;
        if (!window.isSymmetric()) {
            padded = JniUtils.pad((PtNDArray) input, window.torchPads(), 0);
            pads = Axes.filled(window.rank(), 0);
        }
        return JniUtils.convolution(
                (PtNDArray) padded,
                (PtNDArray) weight,
                bias(call),
                new Shape(window.strides),
                new Shape(pads),
                new Shape(window.dilations),
                (int) call.node().integer("group", 1));
    }

    @SuppressWarnings("NullAway") // DJL takes null for a bias that there is not.
    private static @Nullable PtNDArray bias(Call call) {
        return (PtNDArray) call.optional(2).orElse(null);
    }

    private static NDArray transposed(Call call) {
        NDArray input = call.in(0);
        NDArray weight = call.in(1);
        long[] kernel = spatial(weight);
        Window window = Window.of(call.node(), kernel, Axes.filled(kernel.length, 0));
        int rank = kernel.length;
        long[] extra = call.node().integers("output_padding").orElseGet(() -> Axes.filled(rank, 0));
        long[] before = window.before.clone();
        long[] after = window.after.clone();
        long[] wanted = wantedExtents(call, rank, input, window);
        if (wanted.length > 0) {
            boolean upper = call.node().text("auto_pad", "NOTSET").equals("SAME_UPPER");
            for (int i = 0; i < rank; i++) {
                long full = (input.getShape().get(i + 2) - 1) * window.strides[i]
                        + (kernel[i] - 1) * window.dilations[i]
                        + 1
                        + extra[i];
                long cut = Math.max(0, full - wanted[i]);
                before[i] = upper ? cut / 2 : cut - cut / 2;
                after[i] = cut - before[i];
            }
        }
        boolean symmetric = Arrays.equals(before, after);
        String bias = call.optional(2).isPresent() ? "c" : "None";
        String expression = "torch.conv_transpose%dd(a, b, %s, %s, %s, %s, %d, %s)"
                .formatted(
                        rank,
                        bias,
                        Axes.list(window.strides),
                        Axes.list(symmetric ? before : Axes.filled(rank, 0)),
                        Axes.list(extra),
                        call.node().integer("group", 1),
                        Axes.list(window.dilations));
        NDArray output = call.optional(2)
                .map(given -> call.torch(expression, input, weight, given))
                .orElseGet(() -> call.torch(expression, input, weight));
        return symmetric ? output : cropped(output, before, after);
    }

    /** The output's spatial extents where the node fixes them, else none. */
    private static long[] wantedExtents(Call call, int rank, NDArray input, Window window) {
        long[] given = call.node().integers("output_shape").orElseGet(() -> new long[0]);
        if (given.length > 0) {
            return Arrays.copyOfRange(given, given.length - rank, given.length);
        }
        if (!call.node().text("auto_pad", "NOTSET").startsWith("SAME")) {
            return given;
        }
        long[] wanted = new long[rank];
        for (int i = 0; i < rank; i++) {
            wanted[i] = input.getShape().get(i + 2) * window.strides[i];
        }
        return wanted;
    }

    private static NDArray cropped(NDArray output, long[] before, long[] after) {
        NDArray cropped = output;
        for (int i = 0; i < before.length; i++) {
            long end = cropped.getShape().get(i + 2) - after[i];
            cropped = JniUtils.slice((PtNDArray) cropped, i + 2, before[i], end, 1);
        }
        return cropped;
    }

    private static NDArray gemm(Call call) {
        NDArray left = call.node().integer("transA", 0) == 1 ? call.in(0).transpose() : call.in(0);
        boolean transposed = call.node().integer("transB", 0) == 1;
        float alpha = call.node().real("alpha", 1);
        float beta = call.node().real("beta", 1);
        if (transposed && alpha == 1 && beta == 1 && call.optional(2).isPresent() && call.rank(2) == 1) {
            return JniUtils.linear((PtNDArray) left, (PtNDArray) call.in(1), (PtNDArray) call.in(2));
        }
        NDArray product = left.matMul(transposed ? call.in(1).transpose() : call.in(1));
        NDArray scaled = alpha == 1 ? product : product.mul(alpha);
        return call.optional(2)
                .map(bias -> scaled.add(beta == 1 ? bias : bias.mul(beta)))
                .orElse(scaled);
    }

    private static NDArray einsum(Call call) {
        String equation = call.node().text("equation", "").replace(" ", "");
        return switch (call.inputs().size()) {
            case 1 -> call.torch("torch.einsum(\"%s\", [a])".formatted(equation), call.in(0));
            case 2 -> call.torch("torch.einsum(\"%s\", [a, b])".formatted(equation), call.in(0), call.in(1));
            case 3 ->
                call.torch("torch.einsum(\"%s\", [a, b, c])".formatted(equation), call.in(0), call.in(1), call.in(2));
            default -> throw call.unsupported("an Einsum of more than three arrays");
        };
    }

    private static long[] spatial(NDArray array) {
        long[] shape = array.getShape().getShape();
        return Arrays.copyOfRange(shape, 2, shape.length);
    }
}
