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
import io.edgeopt.core.task.metric.Bootstrap.Resampled;
import io.edgeopt.core.task.metric.Comparison;
import io.edgeopt.core.task.metric.ConfusionMatrix;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Scores variants on their subject's test samples, beside the baseline. */
public final class Scoring {
    private static final int ENROLLED = 1;

    private final Backend backend;
    private final VideoOpener videos;
    private final int threads;
    private final long seed;
    private final Bootstrap bootstrap;

    /** What is remembered of each subject, by name. */
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    /** Of one subject, whose rows are scored by one thread at a time. */
    private static final class Remembered {
        /** Of the baseline, which every variant is compared with. */
        private Optional<Judged> baseline = Optional.empty();

        /** Of the variant that was scored last, which its control is compared with, and its digest. */
        private Optional<Judged> last = Optional.empty();

        private String digest = "";
    }

    /** What was answered, and what its metrics come to when samples are drawn again: that takes as long as answering. */
    private record Judged(Answers answers, List<Resampled> overall) {}

    /** {@code rounds} of drawing samples again for intervals. */
    public Scoring(Backend backend, VideoOpener videos, int threads, long seed, int rounds) {
        this.backend = backend;
        this.videos = videos;
        this.threads = threads;
        this.seed = seed;
        this.bootstrap = Bootstrap.seeded(seed).withRounds(rounds);
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
                seed,
                bootstrap.rounds());
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
        boolean isBaseline = variant.digest().equals(subject.digest());
        Remembered memory = memory(subject);
        Judged before =
                memory.baseline.orElseGet(() -> judged(answers(subject, subject.file(), subject.card(), progress)));
        memory.baseline = Optional.of(before);
        Judged judged = isBaseline ? before : judged(subject, variant, progress);
        Answers answers = judged.answers();
        return new Accuracy(
                judged.overall().stream()
                        .flatMap(one -> bootstrap.scores(one).stream())
                        .toList(),
                answers.perClass().map(bootstrap::scores).orElse(List.of()),
                isBaseline ? List.of() : compared(before, judged),
                answers.confusion().map(Scoring::confusion),
                answers.notes());
    }

    /** What the variant has more than its control. */
    Control control(Subject subject, Variant variant, Variant control, StudyStore store, Progress progress) {
        String key = StudyStore.key(
                "control", variant.digest(), control.digest(), subject.tested().digest(), seed, bootstrap.rounds());
        return store.once("controls", key, Control.class, () -> {
            Judged with = judged(subject, variant, progress);
            Judged without = judged(answers(subject, control.file(), control.card(), progress));
            return new Control(
                    control.how(),
                    without.overall().stream()
                            .flatMap(one -> bootstrap.scores(one).stream())
                            .toList(),
                    compared(without, with));
        });
    }

    private List<Comparison> compared(Judged before, Judged after) {
        return IntStream.range(
                        0, Math.min(before.overall().size(), after.overall().size()))
                .mapToObj(i -> bootstrap.compare(
                        before.overall().get(i), after.overall().get(i)))
                .flatMap(List::stream)
                .toList();
    }

    private Judged judged(Subject subject, Variant variant, Progress progress) {
        Remembered memory = memory(subject);
        if (memory.last.isPresent() && memory.digest.equals(variant.digest())) {
            return memory.last.get();
        }
        Judged judged = judged(answers(subject, variant.file(), variant.card(), progress));
        memory.last = Optional.of(judged);
        memory.digest = variant.digest();
        return judged;
    }

    private Remembered memory(Subject subject) {
        return remembered.computeIfAbsent(subject.name(), name -> new Remembered());
    }

    private Judged judged(Answers answers) {
        return new Judged(
                answers, answers.overall().stream().map(bootstrap::resampled).toList());
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
