package io.edgeopt.core.study.run;

import io.edgeopt.core.run.Progress;
import io.edgeopt.core.study.Control;
import io.edgeopt.core.study.Explained;
import io.edgeopt.core.study.run.Variants.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes, scores and explains the variants of a model: all that may be done while other models are worked on too. */
final class Preparing {
    private final StudyRun.Agenda agenda;
    private final StudyRun.Bench bench;
    private final StudyStore store;
    private final StudyListener listener;
    private final Steps steps;

    Preparing(StudyRun.Agenda agenda, StudyRun.Bench bench, StudyStore store, StudyListener listener, Steps steps) {
        this.agenda = agenda;
        this.bench = bench;
        this.store = store;
        this.listener = listener;
        this.steps = steps;
    }

    StudiedRows of(Subject subject) {
        Progress progress = listener.progress(subject.name());
        Map<String, Map<String, String>> decisions = new TreeMap<>();
        List<Row> rows = made(subject, decisions, progress);
        for (Row row : rows) {
            String name = row.variant().name();
            steps.step(
                    Steps.Kind.SCORE,
                    2,
                    "%s: score %s".formatted(subject.name(), name),
                    () -> row.unlessFailed(
                            () -> score(subject, row, progress),
                            why -> steps.failed(subject.name() + "/" + name, why)));
        }
        bench.maps()
                .ifPresent(maps -> rows.forEach(row -> steps.step(
                        Steps.Kind.EXPLAIN,
                        3,
                        "%s: explain %s".formatted(subject.name(), row.variant().name()),
                        () -> row.orNote(() -> row.explained(explain(maps, subject, row.variant(), progress))))));
        return new StudiedRows(subject, rows, decisions);
    }

    private List<Row> made(Subject subject, Map<String, Map<String, String>> decisions, Progress progress) {
        Variants variants = new Variants(subject, agenda.kinds(), bench.making(), store, agenda.version());
        List<Row> rows = new ArrayList<>(List.of(new Row(variants.baseline(), Optional.empty())));
        for (VariantKind kind : agenda.kinds()) {
            steps.step(
                    Steps.Kind.MAKE,
                    kind.effort(),
                    "%s: make %s".formatted(subject.name(), kind.name()),
                    () -> rows.add(made(variants, subject.name(), kind.name(), progress)));
            Map<String, String> decided = rows.get(rows.size() - 1).variant().decisions();
            if (!decided.isEmpty()) {
                decisions.put(subject.name() + "/" + kind.name(), new TreeMap<>(decided));
            }
        }
        return rows;
    }

    private Row made(Variants variants, String subject, String kind, Progress progress) {
        Variant variant = variants.made(kind, progress);
        variant.failure().ifPresent(why -> steps.failed(subject + "/" + kind, why));
        if (variant.absent().isPresent()) {
            return new Row(variant, Optional.empty());
        }
        return new Row(variant, variants.control(variant, progress));
    }

    private void score(Subject subject, Row row, Progress progress) {
        Scoring.Scored scored = bench.scoring().score(subject, row.variant(), store, progress);
        Optional<String> none = row.control().flatMap(Variant::absent);
        none.ifPresent(why -> row.note("no control: " + why));
        Optional<Control> compared = row.control()
                .filter(control -> none.isEmpty())
                .map(control -> bench.scoring().control(subject, row.variant(), control, store, progress));
        row.scored(scored, compared);
    }

    private Explained explain(MapMaker maps, Subject subject, Variant variant, Progress progress) {
        String named = "maps/%s/%s".formatted(subject.name(), variant.name());
        String key = StudyStore.key(
                "explain",
                variant.name(),
                agenda.version(),
                maps.settings(),
                variant.digest(),
                subject.digest(),
                subject.tested().digest());
        return store.once(
                "explained",
                key,
                Explained.class,
                () -> maps.explain(subject, variant.file(), store.folder().resolve(named), named, progress));
    }
}
