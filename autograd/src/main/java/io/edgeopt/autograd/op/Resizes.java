package io.edgeopt.autograd.op;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * {@code Resize} and {@code Upsample}, axis by axis: nearest by picking places, linear and cubic by a matrix. DJL's own
 * call always smooths before it shrinks, which ONNX does not.
 */
final class Resizes {
    private Resizes() {}

    static void addTo(Map<String, Kernel> table) {
        table.put("Resize", Kernel.of(Resizes::resize));
        table.put("Upsample", Kernel.of(Resizes::upsample));
    }

    private static NDArray upsample(Call call) {
        double[] scales = call.node()
                .reals("scales")
                .map(Resizes::doubles)
                .or(() -> numbers(call, 1))
                .orElseThrow(() -> call.unsupported("Upsample without scales"));
        return resized(call, scales, extents(call, scales), "asymmetric", "floor");
    }

    private static NDArray resize(Call call) {
        if (call.node().integer("antialias", 0) == 1 || call.node().has("axes")) {
            throw call.unsupported("Resize with antialias or axes");
        }
        boolean old = call.opset() < 11;
        Optional<double[]> scales = numbers(call, old ? 1 : 2).filter(given -> given.length > 0);
        Optional<long[]> sizes = old ? Optional.empty() : call.longs(3).filter(given -> given.length > 0);
        if (sizes.isEmpty() && scales.isEmpty()) {
            throw call.unsupported("Resize without scales or sizes");
        }
        long[] to = sizes.orElseGet(() -> extents(call, scales.orElseThrow()));
        double[] by = scales.orElseGet(() -> {
            double[] quotients = new double[to.length];
            Arrays.setAll(quotients, i -> (double) to[i] / call.shape(0).get(i));
            return quotients;
        });
        String coordinates = call.node().text("coordinate_transformation_mode", old ? "asymmetric" : "half_pixel");
        if (coordinates.equals("tf_crop_and_resize")) {
            throw call.unsupported("Resize with tf_crop_and_resize");
        }
        return resized(
                call, by, to, coordinates, call.node().text("nearest_mode", old ? "floor" : "round_prefer_floor"));
    }

    private static NDArray resized(Call call, double[] scales, long[] to, String coordinates, String nearestMode) {
        String mode = call.node().text("mode", "nearest");
        NDArray result = call.in(0);
        for (int axis = 0; axis < to.length; axis++) {
            int from = (int) result.getShape().get(axis);
            if (from == to[axis] && scales[axis] == 1) {
                continue;
            }
            Sampling sampling = new Sampling(from, (int) to[axis], scales[axis], coordinates);
            result = mode.equals("nearest")
                    ? Selections.select(call, result, axis, sampling.nearest(nearestMode))
                    : weighted(call, result, axis, sampling, mode, (int) to[axis]);
        }
        return result;
    }

    private static NDArray weighted(Call call, NDArray input, int axis, Sampling sampling, String mode, int to) {
        int from = (int) input.getShape().get(axis);
        float[] weights = sampling.weights(
                mode, call.node().real("cubic_coeff_a", -0.75f), call.node().integer("exclude_outside", 0) == 1);
        NDArray matrix = call.manager().create(weights, new Shape(to, from)).toType(input.getDataType(), false);
        int last = input.getShape().dimension() - 1;
        return input.swapAxes(axis, last).matMul(matrix.transpose()).swapAxes(axis, last);
    }

    private static long[] extents(Call call, double[] scales) {
        long[] extents = new long[scales.length];
        Arrays.setAll(extents, i -> (long) Math.floor(call.shape(0).get(i) * scales[i]));
        return extents;
    }

    private static Optional<double[]> numbers(Call call, int input) {
        return call.optional(input)
                .map(array ->
                        array.stopGradient().toType(DataType.FLOAT64, false).toDoubleArray());
    }

    private static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }
}
