package io.edgeopt.optimizers.replace;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** What tensors hold on samples, channel by channel, at places that are the same each time one asks. */
final class Watch {
    /** For each channel: enough for two numbers to be fitted. */
    private static final int PLACES = 512;

    private final Backend backend;
    private final SessionOptions options;
    private final InputSource samples;
    private final long seed;

    /**
     * What is asked.
     *
     * @param byChannel whether its second axis is told apart; else all of it is one channel
     */
    record Look(String tensor, boolean byChannel) {}

    Watch(Backend backend, int threads, InputSource samples, long seed) {
        this.backend = backend;
        this.options = SessionOptions.DEFAULT.withThreads(threads);
        this.samples = samples;
        this.seed = seed;
    }

    /** By tensor, for each channel its values; of a sample in which a tensor is empty there are none. */
    Map<String, float[][]> of(Model model, Collection<Look> looks) {
        Map<String, Held> held = new LinkedHashMap<>();
        int each = (PLACES + samples.size() - 1) / samples.size();
        try (Session session = backend.open(giving(model, looks), options)) {
            for (int run = 0; run < samples.size(); run++) {
                Map<String, Tensor> found = session.run(samples.inputs(run));
                for (Look look : looks) {
                    Tensor tensor = Objects.requireNonNull(found.get(look.tensor()));
                    int channels = look.byChannel() ? channels(tensor.shape()) : 1;
                    held.computeIfAbsent(look.tensor(), added -> new Held(channels, each * samples.size()))
                            .add(tensor, channels, each, new SplittableRandom(seed + 31L * run));
                }
            }
        }
        Map<String, float[][]> values = new LinkedHashMap<>();
        held.forEach((tensor, seen) -> values.put(tensor, seen.values()));
        return values;
    }

    private static int channels(Shape shape) {
        return shape.rank() < 2 ? 1 : Math.toIntExact(shape.dim(1));
    }

    /** The model as far as these tensors go. */
    private static Model giving(Model model, Collection<Look> looks) {
        GraphEditor editor = model.edit();
        model.graph().outputs().forEach(output -> editor.removeOutput(output.name()));
        looks.forEach(look -> editor.addOutput(ValueInfo.named(look.tensor())));
        return editor.removeDead().model();
    }

    /** The values of one tensor. */
    private static final class Held {
        private final float[][] values;
        private int filled;

        Held(int channels, int places) {
            this.values = new float[channels][places];
        }

        /** What comes out is looked at where what goes in is: the places hang on the extents alone. */
        void add(Tensor tensor, int channels, int count, SplittableRandom random) {
            if (tensor.size() == 0 || channels != values.length) {
                return;
            }
            float[] from = tensor.toFloats();
            int inner = channels == 1 ? from.length : inner(tensor.shape());
            int places = from.length / channels;
            for (int i = 0; i < count; i++) {
                int place = random.nextInt(places);
                int start = place / inner * channels * inner + place % inner;
                for (int channel = 0; channel < channels; channel++) {
                    values[channel][filled] = from[start + channel * inner];
                }
                filled++;
            }
        }

        private static int inner(Shape shape) {
            int inner = 1;
            for (int axis = 2; axis < shape.rank(); axis++) {
                inner *= Math.toIntExact(shape.dim(axis));
            }
            return inner;
        }

        float[][] values() {
            float[][] seen = new float[values.length][];
            for (int channel = 0; channel < values.length; channel++) {
                seen[channel] = Arrays.copyOf(values[channel], filled);
            }
            return seen;
        }
    }
}
