package io.edgeopt.optimizers.replace;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** What tensors hold on samples, channel by channel, at places that are the same each time one asks. */
final class Watch {
    /** For each channel: enough for two numbers to be fitted. */
    private static final int PLACES = 512;

    private final Backend backend;
    private final SessionOptions options;
    private final List<Map<String, Tensor>> samples;
    private final long seed;

    Watch(Backend backend, int threads, List<Map<String, Tensor>> samples, long seed) {
        this.backend = backend;
        this.options = SessionOptions.DEFAULT.withThreads(threads);
        this.samples = List.copyOf(samples);
        this.seed = seed;
    }

    /** By tensor, for each channel its values. */
    Map<String, float[][]> of(Model model, Collection<String> tensors) {
        Map<String, float[][]> values = new LinkedHashMap<>();
        int each = (PLACES + samples.size() - 1) / samples.size();
        try (Session session = backend.open(giving(model, tensors), options)) {
            for (int run = 0; run < samples.size(); run++) {
                Map<String, Tensor> found = session.run(samples.get(run));
                for (String tensor : tensors) {
                    add(values, tensor, Objects.requireNonNull(found.get(tensor)), run, each);
                }
            }
        }
        return values;
    }

    /** The model as far as these tensors go. */
    private static Model giving(Model model, Collection<String> tensors) {
        GraphEditor editor = model.edit();
        model.graph().outputs().forEach(output -> editor.removeOutput(output.name()));
        tensors.forEach(tensor -> editor.addOutput(ValueInfo.named(tensor)));
        return editor.removeDead().model();
    }

    private void add(Map<String, float[][]> values, String name, Tensor tensor, int run, int each) {
        Shape shape = tensor.shape();
        int channels = shape.rank() < 2 ? 1 : Math.toIntExact(shape.dim(1));
        int inner = 1;
        for (int axis = 2; axis < shape.rank(); axis++) {
            inner *= Math.toIntExact(shape.dim(axis));
        }
        float[][] held = values.computeIfAbsent(name, added -> new float[channels][each * samples.size()]);
        float[] from = tensor.toFloats();
        int places = from.length / channels;
        // Not by the tensor's name, but by its extents: what comes out is looked at where what goes in is.
        SplittableRandom random = new SplittableRandom(seed + 31L * run);
        for (int i = 0; i < each; i++) {
            int place = random.nextInt(places);
            int start = place / inner * channels * inner + place % inner;
            for (int channel = 0; channel < channels; channel++) {
                held[channel][run * each + i] = from[start + channel * inner];
            }
        }
    }
}
