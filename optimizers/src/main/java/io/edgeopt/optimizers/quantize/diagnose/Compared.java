package io.edgeopt.optimizers.quantize.diagnose;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.emit.Decibels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How nearly tensors within a changed model are what they are in its source. Equalised channels were multiplied by
 * factors of their own; so each channel is compared after the factor that fits it best.
 */
final class Compared {
    /** Tensors that are looked at in one run: all at once would take more memory than there may be. */
    private static final int AT_ONCE = 24;

    private final Backend backend;
    private final SessionOptions options;
    private final InputSource data;

    Compared(Backend backend, SessionOptions options, InputSource data) {
        this.backend = backend;
        this.options = options;
        this.data = data;
    }

    /**
     * In decibels, how much larger each tensor is than its error.
     *
     * @param pairs by the name of a tensor of the source, that of the changed model
     */
    Map<String, Double> decibels(Model source, Model changed, Map<String, String> pairs) {
        Map<String, Double> all = new LinkedHashMap<>();
        List<String> names = List.copyOf(pairs.keySet());
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            List<String> some = names.subList(from, Math.min(names.size(), from + AT_ONCE));
            Map<String, Sums> sums = new LinkedHashMap<>();
            List<String> others = some.stream()
                    .map(name -> Objects.requireNonNull(pairs.get(name)))
                    .distinct()
                    .toList();
            try (Session first = backend.open(source.exposing(some), options);
                    Session second = backend.open(changed.exposing(others), options)) {
                for (int run = 0; run < data.size(); run++) {
                    Map<String, Tensor> inputs = data.inputs(run);
                    Map<String, Tensor> wanted = first.run(inputs);
                    Map<String, Tensor> found = second.run(inputs);
                    for (String name : some) {
                        Tensor one = Objects.requireNonNull(wanted.get(name));
                        Tensor other = Objects.requireNonNull(found.get(pairs.get(name)));
                        sums.computeIfAbsent(name, unused -> Sums.like(one)).add(one, other);
                    }
                }
            }
            sums.forEach((name, sum) -> sum.decibels().ifPresent(value -> all.put(name, value)));
        }
        return all;
    }

    /** Sums of products, channel by channel. */
    private static final class Sums {
        private final int axis;
        private final double[] wanted;
        private final double[] found;
        private final double[] both;

        private Sums(int axis, int channels) {
            this.axis = axis;
            this.wanted = new double[channels];
            this.found = new double[channels];
            this.both = new double[channels];
        }

        /** Channels lie on the second axis of pictures, and on the last of rows. */
        static Sums like(Tensor tensor) {
            int rank = tensor.shape().rank();
            int axis = rank == 3 ? 2 : Math.min(1, rank - 1);
            return new Sums(axis, rank == 0 ? 1 : (int) tensor.shape().dim(axis));
        }

        void add(Tensor one, Tensor other) {
            float[] x = one.toFloats();
            float[] y = other.toFloats();
            if (x.length != y.length) {
                return;
            }
            int inner = 1;
            for (int i = axis + 1; i < one.shape().rank(); i++) {
                inner *= (int) one.shape().dim(i);
            }
            for (int i = 0; i < x.length; i++) {
                int channel = i / inner % wanted.length;
                wanted[channel] += (double) x[i] * x[i];
                found[channel] += (double) y[i] * y[i];
                both[channel] += (double) x[i] * y[i];
            }
        }

        /** Empty where nothing but zeros came. */
        Optional<Double> decibels() {
            double signal = 0;
            double noise = 0;
            for (int channel = 0; channel < wanted.length; channel++) {
                signal += wanted[channel];
                double product = both[channel];
                // What is left of the channel after the factor that fits best, seen from the source.
                noise += product == 0
                        ? wanted[channel]
                        : Math.max(0, wanted[channel] * (wanted[channel] * found[channel] / (product * product) - 1));
            }
            return signal > 0 ? Optional.of(Decibels.of(signal, noise)) : Optional.empty();
        }
    }
}
