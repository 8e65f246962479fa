package io.edgeopt.optimizers.prune;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.prune.graph.DependencyGraph;
import io.edgeopt.optimizers.prune.graph.Group;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What each channel adds to single outputs of the layers that read it. Channels go in the order in which, together, they
 * change those outputs least: Luo et al., ThiNet, 2017.
 */
final class Contributions {
    /** Outputs of each layer that are looked at in a run. */
    private static final int DRAWN = 12;

    private final DependencyGraph dependencies;
    private final List<Reading> readings;
    private final Weights weights;
    private final SplittableRandom random;
    /** For each group the sums of products of what two of its channels add. */
    private final double[][][] products;

    private final int[] groupOf;
    private final int[] placeOf;

    private Contributions(DependencyGraph dependencies, long seed) {
        this.dependencies = dependencies;
        this.readings = Reading.all(dependencies);
        this.weights = new Weights(dependencies.model().graph());
        this.random = new SplittableRandom(seed);
        List<Group> groups = dependencies.groups();
        this.products = new double[groups.size()][][];
        this.groupOf = new int[dependencies.channels()];
        this.placeOf = new int[dependencies.channels()];
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            products[i] = new double[group.channels()][group.channels()];
            for (int channel = 0; channel < group.channels(); channel++) {
                groupOf[group.first() + channel] = i;
                placeOf[group.first() + channel] = channel;
            }
        }
    }

    static Importance of(
            DependencyGraph dependencies,
            InputSource samples,
            Backend backend,
            int threads,
            long seed,
            Progress progress) {
        Contributions contributions = new Contributions(dependencies, seed);
        contributions.gather(samples, backend, threads, progress);
        return new Measured(contributions.ranks());
    }

    private void gather(InputSource samples, Backend backend, int threads, Progress progress) {
        Set<String> tensors = new LinkedHashSet<>();
        readings.forEach(reading -> tensors.add(reading.input()));
        progress.begin("watching what channels add", samples.size());
        try (Session session =
                backend.open(dependencies.model().exposing(tensors), SessionOptions.DEFAULT.withThreads(threads))) {
            for (int run = 0; run < samples.size(); run++) {
                Map<String, Tensor> found = session.run(samples.inputs(run));
                for (Reading reading : readings) {
                    add(reading, Objects.requireNonNull(found.get(reading.input())));
                }
                progress.advance(1);
            }
        }
        progress.end();
    }

    private void add(Reading reading, Tensor tensor) {
        int[] channels = reading.channels(dependencies);
        float[] values = tensor.toFloats();
        for (int i = 0; i < DRAWN; i++) {
            double[] added =
                    reading.isMap() ? window(reading, tensor.shape(), values) : row(reading, tensor.shape(), values);
            double square = 0;
            for (double one : added) {
                square += one * one;
            }
            if (square > 0) {
                spread(channels, added, 1 / square);
            }
        }
    }

    /** Adds up channel by channel; layers count alike, whatever the size of their outputs. */
    private void spread(int[] channels, double[] added, double scale) {
        double[][] byGroup = new double[products.length][];
        for (int place = 0; place < channels.length; place++) {
            if (channels[place] >= 0) {
                int group = groupOf[channels[place]];
                if (byGroup[group] == null) {
                    byGroup[group] = new double[products[group].length];
                }
                byGroup[group][placeOf[channels[place]]] += added[place];
            }
        }
        for (int group = 0; group < byGroup.length; group++) {
            double[] own = byGroup[group];
            for (int i = 0; own != null && i < own.length; i++) {
                double[] row = products[group][i];
                for (int j = 0; j < own.length; j++) {
                    row[j] += own[i] * own[j] * scale;
                }
            }
        }
    }

    /** One place of one output of a matrix. */
    private double[] row(Reading reading, Shape shape, float[] values) {
        int inputs = Math.toIntExact(shape.dim(-1));
        Shape matrix = weights.shape(reading.weight());
        boolean turned = reading.node().integer("transB", 0) != 0;
        int outputs = Math.toIntExact(matrix.dim(turned ? 0 : 1));
        int output = random.nextInt(outputs);
        int start = random.nextInt(values.length / inputs) * inputs;
        float[] factors = weights.values(reading.weight());
        double[] added = new double[inputs];
        for (int i = 0; i < inputs; i++) {
            added[i] = (double) values[start + i] * factors[turned ? output * inputs + i : i * outputs + output];
        }
        return added;
    }

    /** One place of one output of a convolution: what each channel adds there over all taps of the kernel. */
    private double[] window(Reading reading, Shape shape, float[] values) {
        Node node = reading.node();
        Shape kernel = weights.shape(reading.weight());
        float[] factors = weights.values(reading.weight());
        int axes = kernel.rank() - 2;
        long[] strides = node.integers("strides").orElseGet(() -> ones(axes));
        long[] steps = node.integers("dilations").orElseGet(() -> ones(axes));
        long[] from = new long[axes];
        for (int axis = 0; axis < axes; axis++) {
            // Windows that hang over an edge are left out: there are enough others.
            long reach = (kernel.dim(axis + 2) - 1) * steps[axis];
            long last = Math.max(0, shape.dim(axis + 2) - 1 - reach) / strides[axis];
            from[axis] = random.nextLong(last + 1) * strides[axis];
        }
        int channels = Math.toIntExact(kernel.dim(1));
        int taps = Math.toIntExact(kernel.size() / kernel.dim(0) / channels);
        int output = random.nextInt(Math.toIntExact(kernel.dim(0)));
        int inner = Math.toIntExact(shape.size() / shape.dim(0) / shape.dim(1));
        double[] added = new double[channels];
        for (int tap = 0; tap < taps; tap++) {
            int at = place(tap, kernel, shape, from, steps);
            for (int channel = 0; at >= 0 && channel < channels; channel++) {
                added[channel] +=
                        (double) values[channel * inner + at] * factors[(output * channels + channel) * taps + tap];
            }
        }
        return added;
    }

    /** Where a tap of a window lies in one map, or -1 where that is beyond it. */
    private static int place(int tap, Shape kernel, Shape shape, long[] from, long[] steps) {
        long place = 0;
        long factor = 1;
        int rest = tap;
        for (int axis = from.length - 1; axis >= 0; axis--) {
            int extent = Math.toIntExact(kernel.dim(axis + 2));
            long index = from[axis] + rest % extent * steps[axis];
            rest /= extent;
            if (index >= shape.dim(axis + 2)) {
                return -1;
            }
            place += index * factor;
            factor *= shape.dim(axis + 2);
        }
        return Math.toIntExact(place);
    }

    private static long[] ones(int count) {
        long[] ones = new long[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** For each channel what share of its group goes before it. */
    private double[] ranks() {
        double[] ranks = new double[groupOf.length];
        List<Group> groups = dependencies.groups();
        for (int i = 0; i < groups.size(); i++) {
            int[] order = order(products[i]);
            for (int rank = 0; rank < order.length; rank++) {
                ranks[groups.get(i).first() + order[rank]] = rank + 0.5;
            }
        }
        return ranks;
    }

    /** Greedily the channel next that changes least together with those that are gone. */
    private static int[] order(double[][] products) {
        int count = products.length;
        double[] costs = new double[count];
        boolean[] gone = new boolean[count];
        for (int i = 0; i < count; i++) {
            costs[i] = products[i][i];
        }
        int[] order = new int[count];
        for (int rank = 0; rank < count; rank++) {
            int best = -1;
            for (int i = 0; i < count; i++) {
                if (!gone[i] && (best < 0 || costs[i] < costs[best])) {
                    best = i;
                }
            }
            gone[best] = true;
            order[rank] = best;
            for (int i = 0; i < count; i++) {
                costs[i] += 2 * products[i][best];
            }
        }
        return order;
    }
}
