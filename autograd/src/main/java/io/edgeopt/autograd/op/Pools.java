package io.edgeopt.autograd.op;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Pools, over windows and over everything. */
final class Pools {
    /** Below every number that a network makes, and still a number. */
    private static final double LOWEST = -3.4028234e38;

    private Pools() {}

    static void addTo(Map<String, Kernel> table) {
        table.put("MaxPool", Pools::max);
        table.put("AveragePool", Kernel.of(Pools::average));
        table.put("GlobalAveragePool", Kernel.of(call -> overall(call, true)));
        table.put("GlobalMaxPool", Kernel.of(call -> overall(call, false)));
    }

    private static Window window(Call call) {
        long[] shape = call.shape(0).getShape();
        long[] kernel =
                call.node().integers("kernel_shape").orElseThrow(() -> call.unsupported("a pool without kernel_shape"));
        return Window.of(call.node(), kernel, Arrays.copyOfRange(shape, 2, shape.length));
    }

    private static List<NDArray> max(Call call) {
        if (call.node().outputs().size() > 1) {
            throw call.unsupported("MaxPool with indices");
        }
        Window window = window(call);
        NDArray input = call.in(0);
        long[] pads = window.before;
        if (!window.isSymmetric() || tooWide(window)) {
            input = JniUtils.pad((PtNDArray) input, window.torchPads(), LOWEST);
            pads = Axes.filled(window.rank(), 0);
        }
        if (!window.isDilated()) {
            return List.of(JniUtils.maxPool(
                    (PtNDArray) input,
                    new Shape(window.kernel),
                    new Shape(window.strides),
                    new Shape(pads),
                    window.ceil));
        }
        return List.of(call.torch(
                "torch.max_pool%dd(a, %s, %s, %s, %s, %s)"
                        .formatted(
                                window.rank(),
                                Axes.list(window.kernel),
                                Axes.list(window.strides),
                                Axes.list(pads),
                                Axes.list(window.dilations),
                                window.ceil ? "True" : "False"),
                input));
    }

    /** PyTorch pads pools by half a kernel at most. */
    private static boolean tooWide(Window window) {
        for (int i = 0; i < window.rank(); i++) {
            if (window.before[i] > window.kernel[i] / 2) {
                return true;
            }
        }
        return false;
    }

    private static NDArray average(Call call) {
        Window window = window(call);
        if (window.isDilated()) {
            throw call.unsupported("a dilated AveragePool");
        }
        boolean countPads = call.node().integer("count_include_pad", 0) == 1;
        if (window.isSymmetric() && !tooWide(window)) {
            return pool(call, call.in(0), window, window.before, countPads);
        }
        long[] none = Axes.filled(window.rank(), 0);
        NDArray input = call.in(0);
        NDArray padded = JniUtils.pad((PtNDArray) input, window.torchPads(), 0);
        NDArray sums = pool(call, padded, window, none, true);
        if (countPads) {
            return sums;
        }
        // What share of each window lies on the picture: the same pool of ones.
        NDArray ones = JniUtils.pad((PtNDArray) input.onesLike().stopGradient(), window.torchPads(), 0);
        return sums.div(pool(call, ones, window, none, true));
    }

    private static NDArray pool(Call call, NDArray input, Window window, long[] pads, boolean countPads) {
        // DJL's own call always counts the padding.
        return call.torch(
                "torch.avg_pool%dd(a, %s, %s, %s, %s, %s)"
                        .formatted(
                                window.rank(),
                                Axes.list(window.kernel),
                                Axes.list(window.strides),
                                Axes.list(pads),
                                window.ceil ? "True" : "False",
                                countPads ? "True" : "False"),
                input);
    }

    private static NDArray overall(Call call, boolean mean) {
        int spatial = call.rank(0) - 2;
        Shape one = new Shape(Axes.filled(spatial, 1));
        PtNDArray input = (PtNDArray) call.in(0);
        return mean ? JniUtils.adaptiveAvgPool(input, one) : JniUtils.adaptiveMaxPool(input, one);
    }
}
