package io.edgeopt.autograd.op;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.Map;

/** Many elements to one, along some axes. */
final class Reductions {
    private Reductions() {}

    /** What a reduction does once its axes are known. */
    private interface Reduction {
        NDArray over(Call call, NDArray input, long[] axes, boolean keep);
    }

    static void addTo(Map<String, Kernel> table) {
        put(table, "ReduceSum", (call, input, axes, keep) -> sum(input, axes, keep));
        put(
                table,
                "ReduceMean",
                (call, input, axes, keep) ->
                        call.torch("torch.mean(a, %s, %s)".formatted(Axes.list(axes), truth(keep)), input));
        put(
                table,
                "ReduceMax",
                (call, input, axes, keep) ->
                        call.torch("torch.amax(a, %s, %s)".formatted(Axes.list(axes), truth(keep)), input));
        put(
                table,
                "ReduceMin",
                (call, input, axes, keep) ->
                        call.torch("torch.amin(a, %s, %s)".formatted(Axes.list(axes), truth(keep)), input));
        put(table, "ReduceL1", (call, input, axes, keep) -> sum(input.abs(), axes, keep));
        put(
                table,
                "ReduceL2",
                (call, input, axes, keep) -> call.torch(
                        "torch.linalg_vector_norm(a, 2, %s, %s)".formatted(Axes.list(axes), truth(keep)), input));
        put(table, "ReduceSumSquare", (call, input, axes, keep) -> sum(input.square(), axes, keep));
        put(
                table,
                "ReduceLogSum",
                (call, input, axes, keep) -> sum(input, axes, keep).log());
        put(
                table,
                "ReduceLogSumExp",
                (call, input, axes, keep) ->
                        call.torch("torch.logsumexp(a, %s, %s)".formatted(Axes.list(axes), truth(keep)), input));
        put(table, "ReduceProd", Reductions::product);
    }

    private static void put(Map<String, Kernel> table, String op, Reduction reduction) {
        table.put(op, Kernel.of(call -> {
            int rank = call.rank(0);
            long[] axes = call.longs("axes", 1)
                    .map(given -> Axes.positive(given, rank))
                    .orElse(new long[0]);
            if (axes.length == 0) {
                if (call.node().integer("noop_with_empty_axes", 0) == 1) {
                    return call.in(0);
                }
                axes = Axes.all(rank);
            }
            return reduction.over(call, call.in(0), axes, call.node().integer("keepdims", 1) == 1);
        }));
    }

    private static NDArray sum(NDArray input, long[] axes, boolean keep) {
        return axes.length == 0 ? input : JniUtils.sum((PtNDArray) input, axes, keep);
    }

    private static NDArray product(Call call, NDArray input, long[] axes, boolean keep) {
        long[] sorted = axes.clone();
        Arrays.sort(sorted);
        NDArray result = input;
        for (int i = sorted.length - 1; i >= 0; i--) {
            result = JniUtils.prod((PtNDArray) result, sorted[i], keep);
        }
        return result;
    }

    private static String truth(boolean value) {
        return value ? "True" : "False";
    }
}
