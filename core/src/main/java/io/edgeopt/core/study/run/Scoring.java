package io.edgeopt.core.study.run;

import io.edgeopt.core.evaluate.Answers;
import io.edgeopt.core.evaluate.Evaluation;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.study.Accuracy;
import io.edgeopt.core.study.Accuracy.Confusion;
import io.edgeopt.core.study.Control;
import io.edgeopt.core.study.VariantFile;
import io.edgeopt.core.study.run.Variants.Variant;
import io.edgeopt.core.task.metric.Bootstrap;
import io.edgeopt.core.task.metric.Comparison;
import io.edgeopt.core.task.metric.ConfusionMatrix;
import io.edgeopt.core.task.metric.Outcomes;
import io.edgeopt.core.task.metric.Score;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Scores variants on their subject's test samples, beside the baseline. */
public final class Scoring {
    private static final int ENROLLED = 1;

    private final Backend backend;
    private final VideoOpener videos;
    private final int threads;
    private final long seed;

    /** Answers of baselines, which every variant is compared with, by digest. */
    private final Map<String, Answers> baselines = new HashMap<>();

    /** Of the variant that was scored last, which its control is compared with, by digest. */
    private final Map<String, Answers> last = new HashMap<>();

    public Scoring(Backend backend, VideoOpener videos, int threads, long seed) {
        this.backend = backend;
        this.videos = videos;
        this.threads = threads;
        this.seed = seed;
    }

    long seed() {
        return seed;
    }

    /** What is kept of a variant that was scored. */
    record Scored(VariantFile file, Accuracy accuracy) {}

    Scored score(Subject subject, Variant variant, StudyStore store, Progress progress) {
        String key = StudyStore.key(
                "score",
                variant.name(),
                variant.digest(),
                subject.digest(),
                subject.tested().digest(),
                seed);
        return store.once("scored", key, Scored.class, () -> {
            // The baseline stays where it is: a study writes what it made, and that alone.
            String named = variant.digest().equals(subject.digest())
                    ? subject.file().toAbsolutePath().normalize().toString()
                    : "variants/%s/%s.onnx".formatted(subject.name(), variant.name());
            VariantFile file = VariantFiles.of(variant.file(), named, variant.digest(), variant.packedBytes(), backend);
            return new Scored(file, accuracy(subject, variant, progress));
        });
    }

    private Accuracy accuracy(Subject subject, Variant variant, Progress progress) {
        Bootstrap bootstrap = Bootstrap.seeded(seed);
        boolean isBaseline = variant.digest().equals(subject.digest());
        Answers before = baselines.computeIfAbsent(
                subject.digest(), digest -> answers(subject, subject.file(), subject.card(), progress));
        Answers answers = isBaseline ? before : answers(subject, variant, progress);
        List<Score> scores = new ArrayList<>();
        List<Comparison> changes = new ArrayList<>();
        for (int i = 0; i < answers.overall().size(); i++) {
            Outcomes outcomes = answers.overall().get(i);
            scores.addAll(bootstrap.scores(outcomes));
            if (!isBaseline && i < before.overall().size()) {
                changes.addAll(bootstrap.compare(before.overall().get(i), outcomes));
            }
        }
        return new Accuracy(
                scores,
                answers.perClass().map(bootstrap::scores).orElse(List.of()),
                changes,
                answers.confusion().map(Scoring::confusion),
                answers.notes());
    }

    /** What the variant has more than its control. */
    Control control(Subject subject, Variant variant, Variant control, StudyStore store, Progress progress) {
        String key = StudyStore.key(
                "control", variant.digest(), control.digest(), subject.tested().digest(), seed);
        return store.once("controls", key, Control.class, () -> {
            Bootstrap bootstrap = Bootstrap.seeded(seed);
            List<Outcomes> with = answers(subject, variant, progress).overall();
            List<Outcomes> without =
                    answers(subject, control.file(), control.card(), progress).overall();
            List<Score> scores = new ArrayList<>();
            List<Comparison> gains = new ArrayList<>();
            for (int i = 0; i < Math.min(with.size(), without.size()); i++) {
                scores.addAll(bootstrap.scores(without.get(i)));
                gains.addAll(bootstrap.compare(without.get(i), with.get(i)));
            }
            return new Control(control.how(), scores, gains);
        });
    }

    private Answers answers(Subject subject, Variant variant, Progress progress) {
        Answers before = last.get(variant.digest());
        if (before != null) {
            return before;
        }
        Answers answers = answers(subject, variant.file(), variant.card(), progress);
        last.clear();
        last.put(variant.digest(), answers);
        return answers;
    }

    private Answers answers(Subject subject, Path file, ModelCard card, Progress progress) {
        Evaluation.Settings settings = new Evaluation.Settings(1, OptionalInt.empty(), 1, ENROLLED, seed);
        try (Session session = backend.open(file, SessionOptions.DEFAULT.withThreads(threads))) {
            return new Evaluation(session, card, settings, videos).over(subject.test(), progress);
        }
    }

    private static Confusion confusion(ConfusionMatrix matrix) {
        int size = matrix.labels().size();
        return new Confusion(
                matrix.labels(),
                IntStream.range(0, size)
                        .mapToObj(truth -> IntStream.range(0, size)
                                .mapToObj(answer -> matrix.count(truth, answer))
                                .toList())
                        .toList());
    }
}
