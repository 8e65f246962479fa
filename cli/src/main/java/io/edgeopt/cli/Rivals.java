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
import io.edgeopt.core.task.metric.Bootstrap;
import io.edgeopt.core.task.metric.Comparison;
import io.edgeopt.core.task.metric.Outcomes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Scores models on the same samples, one against the other. */
final class Rivals {
    private final List<Dataset> sets;
    private final Backend backend;
    private final int threads;
    private final long seed;
    private final Progress progress;
    private final Map<String, List<Outcomes>> known = new LinkedHashMap<>();

    /**
     * One model against another on one set.
     *
     * @param metrics of the first part of the task's metrics, each with its paired interval
     */
    record OnSet(String set, List<Comparison> metrics) {
        /** A line a metric, for people. */
        void say(StringBuilder text, String baseline) {
            for (Comparison metric : metrics) {
                text.append(String.format(
                        Locale.ROOT,
                        "%s: %s %.4f, %s %.4f: %+.4f [%+.4f, %+.4f]%s%n",
                        set,
                        metric.name(),
                        metric.value(),
                        baseline,
                        metric.baseline(),
                        metric.difference(),
                        metric.low(),
                        metric.high(),
                        metric.clear() ? "" : ", as good as equal"));
            }
        }
    }

    /** What a command made beside what it was made of; nothing where there is nothing to score on. */
    static List<OnSet> besideSource(
            KnownModel source, Model made, LearningData data, CommonOptions common, Backend backend, Console console) {
        if (data.test().isEmpty()) {
            return List.of();
        }
        ModelCard card = source.known().card();
        return new Rivals(data.test(), backend, common.threads(), common.seed(), console.progress())
                .compare("the result", made, card, "its source", source.model(), card);
    }

    Rivals(List<Dataset> sets, Backend backend, int threads, long seed, Progress progress) {
        this.sets = List.copyOf(sets);
        this.backend = backend;
        this.threads = threads;
        this.seed = seed;
        this.progress = progress;
    }

    /** {@code model} beside {@code baseline}; models are known by what they are called, and run once. */
    List<OnSet> compare(
            String called, Model model, ModelCard card, String baseline, Model before, ModelCard beforeCard) {
        List<OnSet> compared = new ArrayList<>();
        List<Outcomes> old = outcomes(baseline, before, beforeCard);
        List<Outcomes> now = outcomes(called, model, card);
        for (int i = 0; i < sets.size(); i++) {
            compared.add(new OnSet(sets.get(i).name(), Bootstrap.seeded(seed).compare(old.get(i), now.get(i))));
        }
        return compared;
    }

    private List<Outcomes> outcomes(String called, Model model, ModelCard card) {
        return known.computeIfAbsent(
                called,
                name -> sets.stream().map(set -> outcomes(model, card, set)).toList());
    }

    private Outcomes outcomes(Model model, ModelCard card, Dataset set) {
        try (Session session = backend.open(model, SessionOptions.DEFAULT.withThreads(threads))) {
            Answers answers =
                    new Evaluation(session, card, Evaluation.Settings.DEFAULT, Catalog::video).over(set, progress);
            return answers.overall().get(0);
        }
    }
}
