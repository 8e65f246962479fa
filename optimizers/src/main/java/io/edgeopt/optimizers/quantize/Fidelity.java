package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.optimize.DrawnInputs;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.emit.Decibels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How nearly a changed model answers as its source does: both are run on the same few inputs. */
public final class Fidelity {
    /**
     * What a comparison gave.
     *
     * @param outputs in decibels, how much larger each output is than its error
     * @param samples how many runs were compared
     */
    public record Result(Map<String, Double> outputs, int samples) {
        public Result {
            outputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        }

        /** The mean over the outputs. */
        public double mean() {
            return outputs.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(0);
        }

        /** The worst output. */
        public double worst() {
            return outputs.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .min()
                    .orElse(0);
        }
    }

    /** In decibels: less than another order of sums leaves, and more than integers do. */
    private static final double ALIKE = 60;

    private final Model source;
    private final InputSource data;
    private final Backend backend;
    private final SessionOptions options;
    private final List<String> outputs;
    private final List<Map<String, float[]>> told = new ArrayList<>();
    private @Nullable Answers answers;

    /** What the source answers to the inputs. */
    private record Answers(List<Map<String, Tensor>> inputs, List<Map<String, float[]>> expected) {}

    /** The source runs on the inputs when a comparison is first asked for, but for those told; its answers are kept. */
    public Fidelity(Model source, InputSource data, Backend backend, SessionOptions options) {
        this.source = source;
        this.data = data;
        this.backend = backend;
        this.options = options;
        this.outputs =
                source.graph().outputs().stream().map(output -> output.name()).toList();
    }

    private Answers ofSource() {
        Answers known = answers;
        if (known == null) {
            List<Map<String, Tensor>> inputs = new ArrayList<>();
            for (int run = 0; run < data.size(); run++) {
                inputs.add(data.inputs(run));
            }
            try (Session session = backend.open(source, options)) {
                if (!told.isEmpty() && !agree(floats(session.run(inputs.get(0))), told.get(0))) {
                    told.clear();
                }
                inputs.subList(told.size(), inputs.size()).forEach(input -> told.add(floats(session.run(input))));
            }
            known = new Answers(inputs, List.copyOf(told));
            answers = known;
        }
        return known;
    }

    private boolean agree(Map<String, float[]> own, Map<String, float[]> said) {
        return outputs.stream().allMatch(output -> {
            float[] mine = Objects.requireNonNull(own.get(output));
            float[] theirs = Objects.requireNonNull(said.get(output));
            double[] sums = new double[2];
            add(output, mine, theirs, sums);
            return Decibels.of(sums[0], sums[1]) >= ALIKE;
        });
    }

    /**
     * Takes what the source answers to a run from whoever runs its equal anyhow; only where it is the next that is not
     * known. The source itself is asked about the first, and what was told counts for nothing where it disagrees.
     *
     * @param found the source's outputs, and any others
     */
    public void tell(int run, Map<String, Tensor> found) {
        if (run == told.size() && run < data.size() && found.keySet().containsAll(outputs)) {
            told.add(floats(found));
        }
    }

    /** Drawn inputs for a model, where there are no samples. */
    public static InputSource drawn(Model model, int runs, long seed) {
        return InputSource.of("drawn inputs", DrawnInputs.of(model, runs, seed));
    }

    private Map<String, float[]> floats(Map<String, Tensor> found) {
        Map<String, float[]> floats = new LinkedHashMap<>();
        outputs.forEach(output -> floats.put(
                output, Objects.requireNonNull(found.get(output), output).toFloats()));
        return floats;
    }

    /** Of how many runs the answers are known. */
    int told() {
        return told.size();
    }

    public int samples() {
        return data.size();
    }

    /** How many numbers the source answers to one input, in all outputs. */
    int numbers() {
        return ofSource().expected().get(0).values().stream()
                .mapToInt(answer -> answer.length)
                .sum();
    }

    /** Runs the changed model; fails where it answers something that is no number, or of another size. */
    public Result of(Model changed) {
        return of(changed, false);
    }

    /** The same, without outputs that the changed model gives in another size, as it may lists of what it finds. */
    public Result ofEqualSizes(Model changed) {
        return of(changed, true);
    }

    private Result of(Model changed, boolean sizesMayDiffer) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        outputs.forEach(output -> sums.put(output, new double[2]));
        Set<String> incomparable = new HashSet<>();
        Answers known = ofSource();
        try (Session session = backend.open(changed, options)) {
            for (int run = 0; run < samples(); run++) {
                Map<String, float[]> found = floats(session.run(known.inputs().get(run)));
                for (String output : outputs) {
                    float[] wanted =
                            Objects.requireNonNull(known.expected().get(run).get(output));
                    float[] got = Objects.requireNonNull(found.get(output), output);
                    if (sizesMayDiffer && wanted.length != got.length) {
                        incomparable.add(output);
                    } else {
                        add(output, wanted, got, Objects.requireNonNull(sums.get(output)));
                    }
                }
            }
        }
        sums.keySet().removeAll(incomparable);
        Map<String, Double> decibels = new LinkedHashMap<>();
        sums.forEach((output, sum) -> decibels.put(output, Decibels.of(sum[0], sum[1])));
        return new Result(decibels, samples());
    }

    private static void add(String output, float[] wanted, float[] got, double[] sums) {
        if (wanted.length != got.length) {
            throw new InvalidModelException("output '%s' of the changed model has %d values, its source gives %d"
                    .formatted(output, got.length, wanted.length));
        }
        for (int i = 0; i < wanted.length; i++) {
            double difference = (double) wanted[i] - got[i];
            if (!Float.isFinite(got[i]) && Float.isFinite(wanted[i])) {
                throw new InvalidModelException("output '%s' of the changed model is %s where its source gives %s"
                        .formatted(output, got[i], wanted[i]));
            }
            if (Float.isFinite(wanted[i])) {
                sums[0] += (double) wanted[i] * wanted[i];
                sums[1] += difference * difference;
            }
        }
    }
}
