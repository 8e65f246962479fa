package io.edgeopt.optimizers.quantize.range;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;

/** Runs a float model on calibration data and gathers what values its tensors take; each sample is read once. */
public final class Collector {
    /** Sees what the model answers to each sample, for whoever wants that too and need not run the model again. */
    public interface Witness {
        Witness NONE = (run, outputs) -> {};

        /** Is told of each run; {@code outputs} are those of the model, and others. */
        void saw(int run, Map<String, Tensor> outputs);
    }

    private final Backend backend;
    private final SessionOptions options;
    private final Witness witness;

    public Collector(Backend backend, SessionOptions options) {
        this(backend, options, Witness.NONE);
    }

    private Collector(Backend backend, SessionOptions options, Witness witness) {
        this.backend = backend;
        this.options = options;
        this.witness = witness;
    }

    /** The same in somebody's sight. */
    public Collector before(Witness sees) {
        return new Collector(backend, options, sees);
    }

    /** Histograms of the named tensors. */
    public Map<String, Statistics> values(
            Model model, Collection<String> tensors, InputSource data, Progress progress) {
        List<String> made = tensors.stream()
                .filter(tensor -> !model.graph().isInput(tensor))
                .toList();
        Map<String, Statistics> statistics = new LinkedHashMap<>();
        tensors.forEach(tensor -> statistics.put(tensor, Statistics.ofValues()));
        run(model.exposing(made), data, progress, samples -> false, (name, values, extremes) -> {
            Statistics held = statistics.get(name);
            if (held != null) {
                held.add(values, extremes);
            }
        });
        return statistics;
    }

    /** Says after each sample whether that was enough. */
    public interface Stop {
        boolean after(int samples, Map<String, Statistics> statistics);
    }

    /** Least and largest values alone: the runtime finds them, and no large tensor leaves it. */
    public Map<String, Statistics> extremes(
            Model model, Collection<String> tensors, InputSource data, Progress progress) {
        return extremes(model, tensors, data, progress, (samples, statistics) -> false);
    }

    /** The same of as many samples as it takes. */
    public Map<String, Statistics> extremes(
            Model model, Collection<String> tensors, InputSource data, Progress progress, Stop stop) {
        GraphEditor editor = model.edit();
        Map<String, Statistics> statistics = new LinkedHashMap<>();
        Map<String, BiConsumer<float[], Extremes>> told = new LinkedHashMap<>();
        for (String tensor : tensors) {
            Statistics held = Statistics.ofExtremes();
            statistics.put(tensor, held);
            if (model.graph().isInput(tensor)) {
                told.put(tensor, held::add);
            } else if (isOfPixels(model.graph(), tensor) && isNeverNegative(model.graph(), tensor)) {
                told.put(largest(editor, tensor), (values, extremes) -> held.addExtremes(0, extremes.most()));
            } else {
                told.put(both(editor, tensor), held::add);
            }
        }
        run(editor.model(), data, progress, samples -> stop.after(samples, statistics), (name, values, extremes) -> {
            BiConsumer<float[], Extremes> taker = told.get(name);
            if (taker != null) {
                taker.accept(values, extremes);
            }
        });
        return statistics;
    }

    private static boolean isNeverNegative(Graph graph, String tensor) {
        return graph.producerOf(tensor)
                .filter(node -> node.is("Relu") || isCutAtZero(graph, node))
                .isPresent();
    }

    private static boolean isCutAtZero(Graph graph, Node node) {
        return node.is("Clip")
                && node.inputs().size() > 1
                && graph.constant(node.inputs().get(1))
                        .filter(least -> least.size() == 1 && least.toFloats()[0] >= 0)
                        .isPresent();
    }

    /** Cut off where a convolution gives it, or what is added to one's, so that it has channels of places. */
    private static boolean isOfPixels(Graph graph, String tensor) {
        return graph.producerOf(tensor)
                .flatMap(cut -> cut.input(0))
                .flatMap(graph::producerOf)
                .filter(node -> node.is("Conv")
                        || (node.is("Add")
                                && node.inputs().stream()
                                        .anyMatch(term -> graph.producerOf(term)
                                                .filter(maker -> maker.is("Conv"))
                                                .isPresent())))
                .isPresent();
    }

    /**
     * One small tensor that holds the largest value of another, found in the layout in which the runtime convolves: it
     * need not be turned into another first, nor be read twice.
     */
    private static String largest(GraphEditor editor, String tensor) {
        String most = editor.freshName(tensor + "_most");
        editor.add(Node.of("GlobalMaxPool", List.of(tensor), List.of(most)));
        editor.addOutput(ValueInfo.named(most));
        return most;
    }

    /** One small tensor that holds the least and the largest value of another. */
    private static String both(GraphEditor editor, String tensor) {
        String least = editor.freshName(tensor + "_least");
        String most = editor.freshName(tensor + "_most");
        String both = editor.freshName(tensor + "_extremes");
        String shape = editor.constant(both + "_shape", Tensor.of(new long[] {1}, 1));
        editor.add(Node.of("ReduceMin", List.of(tensor), List.of(least)).with("keepdims", 0));
        editor.add(Node.of("ReduceMax", List.of(tensor), List.of(most)).with("keepdims", 0));
        String leastRow = editor.freshName(least + "_row");
        String mostRow = editor.freshName(most + "_row");
        editor.add(Node.of("Reshape", List.of(least, shape), List.of(leastRow)));
        editor.add(Node.of("Reshape", List.of(most, shape), List.of(mostRow)));
        editor.add(Node.of("Concat", List.of(leastRow, mostRow), List.of(both)).with("axis", 0));
        editor.addOutput(ValueInfo.named(both));
        return both;
    }

    private interface Sink {
        void take(String tensor, float[] values, Extremes extremes);
    }

    private void run(Model model, InputSource data, Progress progress, IntPredicate enough, Sink sink) {
        if (data.size() == 0) {
            throw new InvalidDataException("%s holds no sample to calibrate on".formatted(data.name()));
        }
        boolean varies = false;
        Map<String, Tensor> first = Map.of();
        progress.begin("calibrate", data.size());
        try (Session session = backend.open(model, options)) {
            boolean done = false;
            for (int run = 0; run < data.size() && !done; run++) {
                Map<String, Tensor> inputs = data.inputs(run);
                first = run == 0 ? inputs : first;
                varies |= differ(first, inputs);
                for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
                    if (input.getValue().type() == ElementType.FLOAT) {
                        float[] values = input.getValue().toFloats();
                        Extremes extremes = Extremes.of(values);
                        if (!extremes.finite()) {
                            throw notFinite(input.getKey(), values, data, run);
                        }
                        sink.take(input.getKey(), values, extremes);
                    }
                }
                Map<String, Tensor> outputs = session.run(inputs);
                witness.saw(run, outputs);
                for (Map.Entry<String, Tensor> output : outputs.entrySet()) {
                    if (output.getValue().type() == ElementType.FLOAT) {
                        float[] values = output.getValue().toFloats();
                        Extremes extremes = Extremes.of(values);
                        if (!extremes.finite()) {
                            throw notComputable(output.getKey(), values, data, run);
                        }
                        sink.take(output.getKey(), values, extremes);
                    }
                }
                progress.advance(1);
                done = enough.test(run + 1);
            }
        } finally {
            progress.end();
        }
        requireVariety(first, varies, data);
    }

    private static boolean differ(Map<String, Tensor> one, Map<String, Tensor> other) {
        return one.entrySet().stream()
                .anyMatch(input -> !input.getValue().contentEquals(Objects.requireNonNull(other.get(input.getKey()))));
    }

    private static InvalidDataException notFinite(String input, float[] values, InputSource data, int run) {
        return new InvalidDataException("sample %s of %s holds %s for input '%s'; calibration needs finite values"
                .formatted(data.describe(run), data.name(), firstOdd(values), input));
    }

    private static UnsupportedModelException notComputable(String tensor, float[] values, InputSource data, int run) {
        return new UnsupportedModelException(
                "tensor '%s' becomes %s on sample %s of %s: such a model cannot be put into integers"
                        .formatted(tensor, firstOdd(values), data.describe(run), data.name()));
    }

    private static float firstOdd(float[] values) {
        int at = 0;
        while (Float.isFinite(values[at])) {
            at++;
        }
        return values[at];
    }

    private static void requireVariety(Map<String, Tensor> first, boolean varies, InputSource data) {
        for (Map.Entry<String, Tensor> input : first.entrySet()) {
            Tensor tensor = input.getValue();
            if (varies || tensor.type() != ElementType.FLOAT || tensor.size() < 2) {
                return;
            }
            float[] values = tensor.toFloats();
            for (float value : values) {
                if (value != values[0]) {
                    return;
                }
            }
            throw new InvalidDataException("%s is constant: every value of input '%s' is %s; calibrate on real samples"
                    .formatted(data.name(), input.getKey(), values[0]));
        }
    }
}
