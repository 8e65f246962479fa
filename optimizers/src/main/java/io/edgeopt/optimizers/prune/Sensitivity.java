package io.edgeopt.optimizers.prune;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.prune.graph.DependencyGraph;
import io.edgeopt.optimizers.prune.graph.Group;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** How much a model's answers change when half of one group goes, for each group, on a few samples. */
final class Sensitivity {
    private static final int SAMPLES = 8;

    private final DependencyGraph dependencies;
    private final Backend backend;
    private final SessionOptions options;
    private final List<Map<String, Tensor>> inputs = new ArrayList<>();
    private final List<Map<String, float[]>> expected = new ArrayList<>();

    Sensitivity(DependencyGraph dependencies, InputSource samples, Backend backend, int threads) {
        this.dependencies = dependencies;
        this.backend = backend;
        this.options = SessionOptions.DEFAULT.withThreads(threads);
        for (int run = 0; run < Math.min(SAMPLES, samples.size()); run++) {
            inputs.add(samples.inputs(run));
        }
        try (Session session = backend.open(dependencies.model(), options)) {
            inputs.forEach(input -> expected.add(answers(session, input)));
        }
    }

    private static Map<String, float[]> answers(Session session, Map<String, Tensor> input) {
        Map<String, float[]> answers = new LinkedHashMap<>();
        session.run(input).forEach((name, tensor) -> answers.put(name, tensor.toFloats()));
        return answers;
    }

    /** The error of the answers, as a share of their squares, without the lower half of each group. */
    double[] of(List<Group> groups, List<double[]> scores, Progress progress) {
        double[] errors = new double[groups.size()];
        progress.begin("measuring what each layer bears", groups.size());
        for (int i = 0; i < errors.length; i++) {
            double[] own = scores.get(i);
            BitSet removed = new BitSet();
            int first = groups.get(i).first();
            IntStream.range(0, own.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(channel -> own[channel]))
                    .limit(own.length / 2)
                    .forEach(channel -> removed.set(first + channel));
            errors[i] = error(dependencies.masked(removed));
            progress.advance(1);
        }
        progress.end();
        return errors;
    }

    private double error(Model changed) {
        double difference = 0;
        double square = 0;
        try (Session session = backend.open(changed, options)) {
            for (int run = 0; run < inputs.size(); run++) {
                Map<String, float[]> found = answers(session, inputs.get(run));
                for (Map.Entry<String, float[]> wanted : expected.get(run).entrySet()) {
                    float[] other = Objects.requireNonNull(found.get(wanted.getKey()));
                    for (int i = 0; i < other.length; i++) {
                        double apart = (double) other[i] - wanted.getValue()[i];
                        difference += apart * apart;
                        square += (double) wanted.getValue()[i] * wanted.getValue()[i];
                    }
                }
            }
        }
        return difference / Math.max(square, Double.MIN_NORMAL);
    }
}
