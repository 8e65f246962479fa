package io.edgeopt.cli;

import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.evaluate.Answers;
import io.edgeopt.core.evaluate.Evaluation;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.task.metric.Outcomes;
import io.edgeopt.datasets.DataSource;
import io.edgeopt.optimizers.quantize.Budget;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Scores models on one set by the first metric of their task. */
final class Scorer {
    private final Dataset data;
    private final ModelCard card;
    private final Backend backend;
    private final int threads;
    private final long seed;

    Scorer(DataSource source, ModelCard card, Backend backend, int threads, long seed) {
        this(usual(source), card, backend, threads, seed);
    }

    Scorer(Dataset data, ModelCard card, Backend backend, int threads, long seed) {
        this.data = data;
        this.card = card;
        this.backend = backend;
        this.threads = threads;
        this.seed = seed;
    }

    private static Dataset usual(DataSource source) {
        for (String usual : List.of("test", "val")) {
            if (source.splits().contains(usual)) {
                return source.split(usual);
            }
        }
        return source.dataset();
    }

    double score(Model model) {
        return score(outcomes(model));
    }

    /** The metric's name, as the model's answers have it. */
    String metric(Model model) {
        return outcomes(model).names().get(0);
    }

    /** A budget below what {@code baseline} scores. */
    Budget budget(Model baseline, double maxDrop) {
        Outcomes outcomes = outcomes(baseline);
        return new Budget(outcomes.names().get(0), score(outcomes), maxDrop, model -> score(outcomes(model)));
    }

    private Outcomes outcomes(Model model) {
        Evaluation.Settings settings = new Evaluation.Settings(1, OptionalInt.empty(), 1, 1, seed);
        try (Session session = backend.open(model, SessionOptions.DEFAULT.withThreads(threads))) {
            Answers answers = new Evaluation(session, card, settings, Catalog::video).over(data, Progress.NONE);
            return answers.overall().get(0);
        }
    }

    private static double score(Outcomes outcomes) {
        int[] once = new int[outcomes.units()];
        Arrays.fill(once, 1);
        return outcomes.scores(once)[0];
    }
}
