package io.edgeopt.autograd.op;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What takes some of the elements, or adds a margin to them. */
final class Selections {
    private Selections() {}

    static void addTo(Map<String, Kernel> table) {
        table.put("Slice", Kernel.of(Selections::slice));
        table.put("Gather", Kernel.of(Selections::gather));
        table.put(
                "GatherElements",
                Kernel.of(call -> JniUtils.gather(
                        (PtNDArray) call.in(0),
                        (PtNDArray) positive(call.in(1), call.shape(0).get(call.axis("axis", 0, call.rank(0)))),
                        call.axis("axis", 0, call.rank(0)))));
        table.put("GatherND", Kernel.of(Selections::gatherPlaces));
        table.put(
                "NonZero",
                Kernel.of(call -> JniUtils.permute((PtNDArray) call.in(0).nonzero(), new long[] {1, 0})));
        table.put("NonMaxSuppression", Kernel.of(Suppression::run));
        table.put("Pad", Kernel.of(Selections::pad));
        table.put("TopK", Selections::topK);
        table.put("ArgMax", Kernel.of(call -> extreme(call, true)));
        table.put("ArgMin", Kernel.of(call -> extreme(call, false)));
    }

    private static NDArray slice(Call call) {
        NDArray result = call.in(0);
        int rank = call.rank(0);
        long[] starts = call.longs("starts", 1).orElseThrow();
        long[] ends = call.longs("ends", 2).orElseThrow();
        long[] axes =
                call.longs("axes", 3).map(given -> Axes.positive(given, rank)).orElse(Axes.all(starts.length));
        long[] steps = call.longs(4).orElse(Axes.filled(starts.length, 1));
        for (int i = 0; i < starts.length; i++) {
            result = sliced(call, result, (int) axes[i], starts[i], ends[i], steps[i]);
        }
        return result;
    }

    private static NDArray sliced(Call call, NDArray input, int axis, long start, long end, long step) {
        long extent = input.getShape().get(axis);
        if (step > 0) {
            long from = bounded(start < 0 ? start + extent : start, 0, extent);
            long to = Math.max(from, bounded(end < 0 ? end + extent : end, 0, extent));
            return JniUtils.slice((PtNDArray) input, axis, from, to, step);
        }
        // PyTorch has no step backwards: the places are listed instead.
        long from = bounded(start < 0 ? start + extent : start, -1, extent - 1);
        long to = bounded(end < 0 && end > Integer.MIN_VALUE ? end + extent : end, -1, extent - 1);
        long[] places = LongStream.iterate(from, place -> place > to, place -> place + step)
                .toArray();
        return select(call, input, axis, places);
    }

    private static long bounded(long value, long low, long high) {
        return Math.max(low, Math.min(high, value));
    }

    /** The slices of {@code input} at those places along an axis, in that order. */
    static NDArray select(Call call, NDArray input, int axis, long[] places) {
        NDArray index = call.manager().create(places, new Shape(places.length));
        return call.torch("torch.index_select(a, %d, b)".formatted(axis), input, index);
    }

    private static NDArray gather(Call call) {
        NDArray input = call.in(0);
        int axis = call.axis("axis", 0, call.rank(0));
        long[] shape = input.getShape().getShape();
        NDArray index = positive(call.in(1), shape[axis]);
        NDArray flat = JniUtils.reshape((PtNDArray) index, new long[] {-1});
        NDArray taken = call.torch("torch.index_select(a, %d, b)".formatted(axis), input, flat);
        long[] indexShape = index.getShape().getShape();
        long[] target = new long[shape.length - 1 + indexShape.length];
        System.arraycopy(shape, 0, target, 0, axis);
        System.arraycopy(indexShape, 0, target, axis, indexShape.length);
        System.arraycopy(shape, axis + 1, target, axis + indexShape.length, shape.length - axis - 1);
        return JniUtils.reshape((PtNDArray) taken, target);
    }

    /** Each row of the index leads along the first axes; what lies at its end is taken whole. */
    private static NDArray gatherPlaces(Call call) {
        if (call.node().integer("batch_dims", 0) != 0) {
            throw call.unsupported("GatherND with batch_dims");
        }
        long[] shape = call.shape(0).getShape();
        long[] indexShape = call.shape(1).getShape();
        int lead = (int) indexShape[indexShape.length - 1];
        long rows = Arrays.stream(indexShape).limit(indexShape.length - 1).reduce(1, Math::multiplyExact);
        PtNDArray steps = JniUtils.reshape((PtNDArray) call.in(1), new long[] {rows, lead});
        NDArray places = call.manager().zeros(new Shape(rows), DataType.INT64);
        for (int i = 0; i < lead; i++) {
            NDArray along = JniUtils.reshape(JniUtils.slice(steps, 1, i, i + 1, 1), new long[] {rows});
            places = places.mul(shape[i]).add(positive(along, shape[i]));
        }
        long[] tail = Arrays.copyOfRange(shape, lead, shape.length);
        PtNDArray flat = JniUtils.reshape((PtNDArray) call.in(0), joined(new long[] {-1}, tail));
        NDArray taken = call.torch("torch.index_select(a, 0, b)", flat, places);
        return JniUtils.reshape((PtNDArray) taken, joined(Arrays.copyOf(indexShape, indexShape.length - 1), tail));
    }

    private static long[] joined(long[] head, long[] tail) {
        return LongStream.concat(Arrays.stream(head), Arrays.stream(tail)).toArray();
    }

    /** Places as PyTorch counts them: those that ONNX counts from the end made positive. */
    private static NDArray positive(NDArray index, long extent) {
        NDArray places = index.stopGradient().toType(DataType.INT64, false);
        return places.add(places.lt(0).toType(DataType.INT64, false).mul(extent));
    }

    private static NDArray pad(Call call) {
        NDArray input = call.in(0);
        int rank = call.rank(0);
        long[] given = call.longs("pads", 1).orElseThrow();
        long[] axes = call.longs(3).map(some -> Axes.positive(some, rank)).orElse(Axes.all(rank));
        double value = call.number("value", 2).orElse(0.0);
        long[] before = new long[rank];
        long[] after = new long[rank];
        for (int i = 0; i < axes.length; i++) {
            before[(int) axes[i]] = given[i];
            after[(int) axes[i]] = given[i + axes.length];
        }
        String mode = call.node().text("mode", "constant");
        if (mode.equals("constant")) {
            long[] pads = new long[2 * rank];
            for (int i = 0; i < rank; i++) {
                pads[2 * i] = before[rank - 1 - i];
                pads[2 * i + 1] = after[rank - 1 - i];
            }
            return JniUtils.pad((PtNDArray) input, pads, value);
        }
        NDArray result = input;
        for (int axis = 0; axis < rank; axis++) {
            if (before[axis] != 0 || after[axis] != 0) {
                long extent = input.getShape().get(axis);
                result = select(call, result, axis, mirrored(call, mode, extent, before[axis], after[axis]));
            }
        }
        return result;
    }

    private static long[] mirrored(Call call, String mode, long extent, long before, long after) {
        long[] places = new long[(int) (before + extent + after)];
        for (int i = 0; i < places.length; i++) {
            long place = i - before;
            places[i] = switch (mode) {
                case "edge" -> bounded(place, 0, extent - 1);
                case "wrap" -> Math.floorMod(place, extent);
                case "reflect" -> {
                    long period = Math.max(1, 2 * (extent - 1));
                    long folded = Math.floorMod(place, period);
                    yield folded < extent ? folded : period - folded;
                }
                default -> throw call.unsupported("Pad with mode " + mode);
            };
        }
        return places;
    }

    private static List<NDArray> topK(Call call) {
        long k = call.longs("k", 1).orElseThrow()[0];
        int axis = call.axis("axis", -1, call.rank(0));
        boolean largest = call.node().integer("largest", 1) == 1;
        NDList found = JniUtils.topK((PtNDArray) call.in(0).stopGradient(), k, axis, largest, true);
        return List.of(found.get(0), found.get(1));
    }

    private static NDArray extreme(Call call, boolean most) {
        int axis = call.axis("axis", 0, call.rank(0));
        boolean keep = call.node().integer("keepdims", 1) == 1;
        PtNDArray input = (PtNDArray) call.in(0).stopGradient();
        return most ? JniUtils.argMax(input, axis, keep) : JniUtils.argMin(input, axis, keep);
    }
}
