package io.edgeopt.optimizers.quantize.correct;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Asks a model for one number for each channel of some of its tensors; the runtime works it out. */
final class MeanProbe {
    /** The first operator set in which a mean is told its axes by an input. */
    private static final int AXES_AS_INPUT = 18;

    private final Backend backend;
    private final SessionOptions options;

    MeanProbe(Backend backend, SessionOptions options) {
        this.backend = backend;
        this.options = options;
    }

    /**
     * The mean of each channel over all runs; channels lie along the second axis.
     *
     * @param ranks how many axes each tensor has, by its name
     */
    Map<String, double[]> means(Model model, Map<String, Integer> ranks, InputSource data) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        run(model, ranks, data, "ReduceMean", (tensor, values) -> {
            double[] sum = sums.computeIfAbsent(tensor, key -> new double[values.length]);
            for (int c = 0; c < sum.length; c++) {
                sum[c] += values[c] / data.size();
            }
        });
        return sums;
    }

    /** The largest value of each channel over all runs. */
    Map<String, double[]> largest(Model model, Map<String, Integer> ranks, InputSource data) {
        Map<String, double[]> most = new LinkedHashMap<>();
        run(model, ranks, data, "ReduceMax", (tensor, values) -> {
            double[] held = most.computeIfAbsent(tensor, key -> new double[values.length]);
            for (int c = 0; c < held.length; c++) {
                held[c] = Math.max(held[c], values[c]);
            }
        });
        return most;
    }

    private interface Sink {
        void take(String tensor, float[] channels);
    }

    private void run(Model model, Map<String, Integer> ranks, InputSource data, String reduction, Sink sink) {
        GraphEditor editor = model.edit();
        Map<String, String> owners = new LinkedHashMap<>();
        ranks.forEach((tensor, rank) -> {
            String name = editor.freshName(tensor + "_by_channel");
            editor.add(reduction(editor, model.opset(), reduction, tensor, rank, name));
            editor.addOutput(ValueInfo.named(name));
            owners.put(name, tensor);
        });
        Model probed = editor.model();
        try (Session session = backend.open(probed, options)) {
            for (int run = 0; run < data.size(); run++) {
                Map<String, Tensor> outputs = session.run(data.inputs(run));
                owners.forEach((name, tensor) -> sink.take(
                        tensor, Objects.requireNonNull(outputs.get(name)).toFloats()));
            }
        }
    }

    private static Node reduction(
            GraphEditor editor, int opset, String reduction, String tensor, int rank, String name) {
        long[] axes = IntStream.range(0, rank)
                .filter(axis -> axis != 1)
                .mapToLong(axis -> axis)
                .toArray();
        if (opset < AXES_AS_INPUT) {
            return Node.of(reduction, List.of(tensor), List.of(name))
                    .with("axes", axes)
                    .with("keepdims", 0);
        }
        String given = editor.constant(name + "_axes", Tensor.of(axes, axes.length));
        return Node.of(reduction, List.of(tensor, given), List.of(name)).with("keepdims", 0);
    }
}
