package io.edgeopt.optimizers.prune;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.prune.graph.DependencyGraph;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** How large channels are where layers read them, and how often they are not zero: Hu et al., Network Trimming, 2016. */
final class Activity {
    private final double[] means;
    private final double[] shares;

    private Activity(double[] means, double[] shares) {
        this.means = means;
        this.shares = shares;
    }

    /** The mean magnitude of each channel, next to that of its neighbours. */
    Importance means() {
        return new Measured(means);
    }

    /** The share of places where each channel is not zero. */
    Importance shares() {
        return new Measured(shares);
    }

    static Activity of(
            DependencyGraph dependencies, InputSource samples, Backend backend, int threads, Progress progress) {
        List<Reading> readings = Reading.all(dependencies);
        Map<String, Reading> byInput = new LinkedHashMap<>();
        readings.forEach(reading -> byInput.putIfAbsent(reading.input(), reading));
        double[] means = new double[dependencies.channels()];
        double[] shares = new double[dependencies.channels()];
        int[] counts = new int[dependencies.channels()];
        Set<String> tensors = new LinkedHashSet<>(byInput.keySet());
        Model exposed = dependencies.model().exposing(tensors);
        progress.begin("watching channels", samples.size());
        try (Session session = backend.open(exposed, SessionOptions.DEFAULT.withThreads(threads))) {
            for (int run = 0; run < samples.size(); run++) {
                Map<String, Tensor> found = session.run(samples.inputs(run));
                byInput.forEach((tensor, reading) -> add(
                        Objects.requireNonNull(found.get(tensor)),
                        reading.isMap(),
                        reading.channels(dependencies),
                        means,
                        shares,
                        counts));
                progress.advance(1);
            }
        }
        progress.end();
        for (int i = 0; i < means.length; i++) {
            means[i] = counts[i] == 0 ? 1 : means[i] / counts[i];
            shares[i] = counts[i] == 0 ? 1 : shares[i] / counts[i];
        }
        return new Activity(means, shares);
    }

    private static void add(Tensor tensor, boolean map, int[] channels, double[] means, double[] shares, int[] counts) {
        Shape shape = tensor.shape();
        int inner = 1;
        for (int axis = 2; map && axis < shape.rank(); axis++) {
            inner *= Math.toIntExact(shape.dim(axis));
        }
        float[] values = tensor.toFloats();
        double[] sums = new double[channels.length];
        int[] places = new int[channels.length];
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            int place = i / inner % channels.length;
            double size = Math.abs(values[i]);
            sums[place] += size;
            places[place] += values[i] == 0 ? 0 : 1;
            all += size;
        }
        double each = (double) values.length / channels.length;
        for (int place = 0; place < channels.length; place++) {
            int channel = channels[place];
            if (channel >= 0) {
                means[channel] += all > 0 ? sums[place] * channels.length / all : 1;
                shares[channel] += places[place] / each;
                counts[channel]++;
            }
        }
    }
}
