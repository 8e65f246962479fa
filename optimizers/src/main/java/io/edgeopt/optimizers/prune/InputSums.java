package io.edgeopt.optimizers.prune;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/** How the channels that layers read hang together on samples, from some places of each map. */
final class InputSums {
    private static final int SAMPLES_PER_CHANNEL = 4;

    private InputSums() {}

    /**
     * What is read.
     *
     * @param map whether channels lie along the second axis rather than along the last
     */
    record Read(String tensor, int channels, boolean map) {}

    /** By tensor. */
    static Map<String, LeastSquares> of(
            Model model,
            List<Read> reads,
            InputSource samples,
            Backend backend,
            int threads,
            long seed,
            Progress progress) {
        Set<String> tensors = new LinkedHashSet<>();
        Map<String, LeastSquares> sums = new LinkedHashMap<>();
        Map<String, Boolean> maps = new LinkedHashMap<>();
        for (Read read : reads) {
            tensors.add(read.tensor());
            maps.put(read.tensor(), read.map());
            sums.putIfAbsent(read.tensor(), new LeastSquares(read.channels()));
        }
        SplittableRandom random = new SplittableRandom(seed);
        progress.begin("fitting layers to what is left", samples.size());
        try (Session session = backend.open(model.exposing(tensors), SessionOptions.DEFAULT.withThreads(threads))) {
            for (int run = 0; run < samples.size(); run++) {
                Map<String, Tensor> found = session.run(samples.inputs(run));
                sums.forEach((tensor, sum) -> add(
                        Objects.requireNonNull(found.get(tensor)),
                        Boolean.TRUE.equals(maps.get(tensor)),
                        sum,
                        samples.size(),
                        random));
                progress.advance(1);
            }
        }
        progress.end();
        return sums;
    }

    /** Some places of a map, drawn; of a matrix some of its rows. */
    private static void add(Tensor tensor, boolean map, LeastSquares sum, int runs, SplittableRandom random) {
        Shape shape = tensor.shape();
        int channels = Math.toIntExact(shape.dim(map ? 1 : -1));
        int inner = 1;
        for (int axis = 2; map && axis < shape.rank(); axis++) {
            inner *= Math.toIntExact(shape.dim(axis));
        }
        int places = Math.toIntExact(shape.size() / channels);
        int wanted = Math.min(places, Math.max(4, SAMPLES_PER_CHANNEL * channels / runs + 1));
        float[] values = tensor.toFloats();
        float[] sample = new float[channels];
        for (int i = 0; i < wanted; i++) {
            int place = wanted == places ? i : random.nextInt(places);
            int start = map ? place / inner * channels * inner + place % inner : place * channels;
            for (int channel = 0; channel < channels; channel++) {
                sample[channel] = values[start + channel * (map ? inner : 1)];
            }
            sum.add(sample);
        }
    }
}
