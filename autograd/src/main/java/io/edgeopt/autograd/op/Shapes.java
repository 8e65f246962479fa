package io.edgeopt.autograd.op;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What moves elements about and leaves them as they are, and what asks for shapes. */
final class Shapes {
    private Shapes() {}

    static void addTo(Map<String, Kernel> table) {
        table.put("Reshape", Kernel.of(Shapes::reshape));
        table.put("Flatten", Kernel.of(Shapes::flatten));
        table.put("Transpose", Kernel.of(Shapes::transpose));
        table.put("Squeeze", Kernel.of(Shapes::squeeze));
        table.put("Unsqueeze", Kernel.of(Shapes::unsqueeze));
        table.put("Concat", Kernel.of(Shapes::concat));
        table.put("Split", Shapes::split);
        table.put("Expand", Kernel.of(Shapes::expand));
        table.put(
                "Tile",
                Kernel.of(call ->
                        JniUtils.tile((PtNDArray) call.in(0), call.longs(1).orElseThrow())));
        table.put("DepthToSpace", Kernel.of(Shapes::depthToSpace));
        table.put("SpaceToDepth", Kernel.of(Shapes::spaceToDepth));
        table.put("Shape", Kernel.of(Shapes::shape));
        table.put("Size", Kernel.of(call -> call.manager().create(call.shape(0).size())));
        table.put("Constant", Kernel.of(Shapes::constant));
        table.put("ConstantOfShape", Kernel.of(Shapes::constantOfShape));
        table.put("Range", Kernel.of(Shapes::range));
    }

    private static NDArray reshape(Call call) {
        long[] wanted = call.longs("shape", 1).orElseThrow().clone();
        if (call.node().integer("allowzero", 0) == 0) {
            for (int i = 0; i < wanted.length; i++) {
                wanted[i] = wanted[i] == 0 ? call.shape(0).get(i) : wanted[i];
            }
        }
        return JniUtils.reshape((PtNDArray) call.in(0), wanted);
    }

    private static NDArray flatten(Call call) {
        int axis = call.axis("axis", 1, call.rank(0));
        long rows = 1;
        for (int i = 0; i < axis; i++) {
            rows *= call.shape(0).get(i);
        }
        long columns = rows == 0 ? 0 : call.shape(0).size() / rows;
        return JniUtils.reshape((PtNDArray) call.in(0), new long[] {rows, columns});
    }

    private static NDArray transpose(Call call) {
        int rank = call.rank(0);
        long[] order = call.node().integers("perm").orElseGet(() -> {
            long[] reversed = new long[rank];
            Arrays.setAll(reversed, i -> rank - 1 - i);
            return reversed;
        });
        return JniUtils.permute((PtNDArray) call.in(0), order);
    }

    private static NDArray squeeze(Call call) {
        NDArray input = call.in(0);
        int rank = call.rank(0);
        List<Long> kept = new ArrayList<>();
        long[] axes =
                call.longs("axes", 1).map(given -> Axes.positive(given, rank)).orElse(new long[0]);
        for (int i = 0; i < rank; i++) {
            int axis = i;
            boolean dropped = axes.length == 0
                    ? call.shape(0).get(i) == 1
                    : Arrays.stream(axes).anyMatch(given -> given == axis);
            if (!dropped) {
                kept.add(call.shape(0).get(i));
            }
        }
        return JniUtils.reshape(
                (PtNDArray) input, kept.stream().mapToLong(Long::longValue).toArray());
    }

    private static NDArray unsqueeze(Call call) {
        long[] axes = call.longs("axes", 1).orElseThrow();
        long[] sorted = Axes.positive(axes, call.rank(0) + axes.length);
        Arrays.sort(sorted);
        NDArray result = call.in(0);
        for (long axis : sorted) {
            result = JniUtils.unsqueeze((PtNDArray) result, axis);
        }
        return result;
    }

    private static NDArray concat(Call call) {
        NDList arrays = new NDList();
        for (int i = 0; i < call.inputs().size(); i++) {
            arrays.add(call.in(i));
        }
        return NDArrays.concat(arrays, call.axis("axis", 0, call.rank(0)));
    }

    private static List<NDArray> split(Call call) {
        int axis = call.axis("axis", 0, call.rank(0));
        long extent = call.shape(0).get(axis);
        int parts =
                (int) call.node().integer("num_outputs", call.node().outputs().size());
        long size = (extent + parts - 1) / parts;
        long[] sizes = call.longs("split", 1).orElseGet(() -> {
            long[] equal = Axes.filled(parts, size);
            equal[parts - 1] = extent - size * (parts - 1);
            return equal;
        });
        List<NDArray> pieces = new ArrayList<>();
        long from = 0;
        for (long piece : sizes) {
            pieces.add(JniUtils.slice((PtNDArray) call.in(0), axis, from, from + piece, 1));
            from += piece;
        }
        return pieces;
    }

    private static NDArray expand(Call call) {
        long[] wanted = call.longs(1).orElseThrow();
        long[] from = call.shape(0).getShape();
        int rank = Math.max(wanted.length, from.length);
        long[] target = new long[rank];
        for (int i = 0; i < rank; i++) {
            int inWanted = i - (rank - wanted.length);
            int inFrom = i - (rank - from.length);
            long one = inWanted < 0 ? 1 : wanted[inWanted];
            long other = inFrom < 0 ? 1 : from[inFrom];
            target[i] = one == 1 ? other : one;
        }
        return JniUtils.broadcast((PtNDArray) call.in(0), new Shape(target));
    }

    private static NDArray depthToSpace(Call call) {
        long block = call.node().integer("blocksize", 1);
        long[] s = call.shape(0).getShape();
        long depth = s[1] / (block * block);
        PtNDArray input = (PtNDArray) call.in(0);
        boolean depthFirst = call.node().text("mode", "DCR").equals("DCR");
        PtNDArray split = depthFirst
                ? JniUtils.reshape(input, new long[] {s[0], block, block, depth, s[2], s[3]})
                : JniUtils.reshape(input, new long[] {s[0], depth, block, block, s[2], s[3]});
        PtNDArray moved = depthFirst
                ? JniUtils.permute(split, new long[] {0, 3, 4, 1, 5, 2})
                : JniUtils.permute(split, new long[] {0, 1, 4, 2, 5, 3});
        return JniUtils.reshape(moved, new long[] {s[0], depth, s[2] * block, s[3] * block});
    }

    private static NDArray spaceToDepth(Call call) {
        long block = call.node().integer("blocksize", 1);
        long[] s = call.shape(0).getShape();
        PtNDArray split = JniUtils.reshape(
                (PtNDArray) call.in(0), new long[] {s[0], s[1], s[2] / block, block, s[3] / block, block});
        PtNDArray moved = JniUtils.permute(split, new long[] {0, 3, 5, 1, 2, 4});
        return JniUtils.reshape(moved, new long[] {s[0], s[1] * block * block, s[2] / block, s[3] / block});
    }

    private static NDArray shape(Call call) {
        int rank = call.rank(0);
        long[] shape = call.shape(0).getShape();
        int start = bounded(call.axis("start", 0, rank), rank);
        int end = bounded(call.axis("end", rank, rank), rank);
        long[] part = start < end ? Arrays.copyOfRange(shape, start, end) : new long[0];
        return call.manager().create(part, new Shape(part.length));
    }

    private static int bounded(int axis, int rank) {
        return Math.max(0, Math.min(rank, axis));
    }

    private static NDArray constant(Call call) {
        throw call.unsupported("a Constant that holds neither numbers nor a tensor");
    }

    private static NDArray constantOfShape(Call call) {
        long[] shape = call.longs(0).orElseThrow();
        NDArray value = call.node()
                .tensor("value")
                .map(tensor -> Tensors.of(call.manager(), tensor))
                .orElseGet(() -> Tensors.of(call.manager(), Tensor.of(new float[1], 1)));
        return JniUtils.broadcast((PtNDArray) value.reshape(new Shape(1)), new Shape(shape));
    }

    private static NDArray range(Call call) {
        NDArray start = call.in(0);
        DataType type = start.getDataType();
        double from = call.number("", 0).orElseThrow();
        double to = call.number("", 1).orElseThrow();
        double step = call.number("", 2).orElseThrow();
        int count = (int) Math.max(0, Math.ceil((to - from) / step));
        double[] values = new double[count];
        Arrays.setAll(values, i -> from + i * step);
        return call.manager().create(values).toType(type, false);
    }
}
