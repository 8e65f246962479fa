package io.edgeopt.core.study.run;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.measure.BenchJudge;
import io.edgeopt.core.measure.BenchResult;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.study.Control;
import io.edgeopt.core.study.Decisions;
import io.edgeopt.core.study.Explained;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.Together;
import io.edgeopt.core.study.VariantRow;
import io.edgeopt.core.study.run.Variants.Variant;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A study from its first variant to its result, which is written anew after every model. */
public final class StudyRun {
    /**
     * What is studied.
     *
     * @param command as it was given
     * @param version of edgeopt
     * @param device what this machine is called in the result
     * @param kinds of variants, besides the baseline, in the order of the tables
     * @param sets of several models on one camera
     * @param together variants that sets are measured as, besides the baseline
     * @param unmeasured what this study leaves out, and why
     */
    public record Agenda(
            List<String> command,
            String version,
            String preset,
            boolean indicative,
            String device,
            List<Subject> subjects,
            List<VariantKind> kinds,
            List<CameraSet> sets,
            List<String> together,
            List<String> unmeasured) {}

    private final Agenda agenda;
    private final Bench bench;
    private final StudyStore store;
    private final StudyListener listener;
    private final Steps steps;

    private final Optional<KeptSpeed> speed;
    private final SetRun sets;

    /** The tools with which it works; what is absent is left out of the study. */
    public record Bench(Scoring scoring, Optional<MapMaker> maps, Optional<SpeedTest> speed, Making making) {}

    private StudyRun(Agenda agenda, Bench bench, StudyStore store, StudyListener listener) {
        this.agenda = agenda;
        this.bench = bench;
        this.store = store;
        this.listener = listener;
        this.steps = Steps.of(agenda, bench, listener);
        this.speed = bench.speed().map(test -> new KeptSpeed(test, agenda.version(), store, listener));
        this.sets = new SetRun(agenda.together(), listener);
    }

    /** Studies, or goes on where an interrupted study in that folder stood. */
    public static StudyResult run(Agenda agenda, Bench bench, Path folder, Clock clock, StudyListener listener) {
        StudyRun run = new StudyRun(agenda, bench, StudyStore.open(folder), listener);
        return run.result(LocalDate.now(clock));
    }

    private StudyResult result(LocalDate date) {
        List<StudiedModel> models = new ArrayList<>();
        Map<String, Map<String, String>> decisions = new TreeMap<>();
        StudyResult result = result(date, models, List.of());
        for (Subject subject : agenda.subjects()) {
            models.add(study(subject, decisions));
            result = result(date, models, List.of());
            result.write(store.folder().resolve(StudyResult.FILE));
            new Decisions(decisions).write(store.folder().resolve(Decisions.FILE));
        }
        List<Together> together = together();
        if (!together.isEmpty()) {
            result = result(date, models, together);
            result.write(store.folder().resolve(StudyResult.FILE));
        }
        store.finish();
        return result;
    }

    private StudyResult result(LocalDate date, List<StudiedModel> models, List<Together> together) {
        List<String> absent = new ArrayList<>(agenda.unmeasured());
        if (bench.speed().isEmpty()) {
            absent.add("speed: it was not asked for");
        }
        return new StudyResult(
                StudyResult.FORMAT,
                agenda.version(),
                agenda.command(),
                agenda.preset(),
                agenda.indicative(),
                date.toString(),
                bench.scoring().seed(),
                Map.of(agenda.device(), Machine.here()),
                models,
                together,
                absent);
    }

    private StudiedModel study(Subject subject, Map<String, Map<String, String>> decisions) {
        Variants variants = new Variants(subject, agenda.kinds(), bench.making(), store, agenda.version());
        Map<String, Row> rows = new LinkedHashMap<>();
        rows.put(StudiedModel.BASELINE, new Row(variants.baseline(), Optional.empty()));
        for (VariantKind kind : agenda.kinds()) {
            steps.begin(Steps.Kind.MAKE, kind.effort(), "%s: make %s".formatted(subject.name(), kind.name()));
            Variant variant = variants.made(kind.name(), listener.progress());
            variant.failure().ifPresent(why -> listener.failed(subject.name() + "/" + kind.name(), why));
            Optional<Variant> control =
                    variant.failure().isPresent() ? Optional.empty() : variants.control(variant, listener.progress());
            if (!variant.decisions().isEmpty()) {
                decisions.put(subject.name() + "/" + kind.name(), new TreeMap<>(variant.decisions()));
            }
            rows.put(kind.name(), new Row(variant, control));
        }
        rows.forEach((name, row) -> {
            steps.begin(Steps.Kind.SCORE, 2, "%s: score %s".formatted(subject.name(), name));
            row.unlessFailed(() -> score(subject, row));
        });
        bench.maps()
                .ifPresent(maps -> rows.forEach((name, row) -> {
                    steps.begin(Steps.Kind.EXPLAIN, 3, "%s: explain %s".formatted(subject.name(), name));
                    row.orNote(() -> row.explained = explain(maps, subject, row.variant));
                }));
        speed.ifPresent(kept -> {
            steps.begin(Steps.Kind.MEASURE, 3 * rows.size(), subject.name() + ": measure all");
            measure(kept, subject, rows);
        });
        rows.values().forEach(row -> row.unlessFailed(() -> sets.add(subject.name(), row.variant)));
        return new StudiedModel(
                subject.name(),
                Optional.of(subject.card().task()),
                subject.frame(),
                Optional.of(subject.tested()),
                subject.card().labels(),
                rows.values().stream().map(row -> row.of(agenda.device())).toList());
    }

    private void score(Subject subject, Row row) {
        row.scored = Optional.of(bench.scoring().score(subject, row.variant, store, listener.progress()));
        Optional<String> none = row.control.flatMap(Variant::failure);
        none.ifPresent(why -> row.notes.add("no control: " + why));
        row.compared = row.control
                .filter(control -> none.isEmpty())
                .map(control -> bench.scoring().control(subject, row.variant, control, store, listener.progress()));
    }

    private Optional<Explained> explain(MapMaker maps, Subject subject, Variant variant) {
        String named = "maps/%s/%s".formatted(subject.name(), variant.name());
        String key = StudyStore.key(
                "explain",
                variant.name(),
                agenda.version(),
                maps.settings(),
                variant.digest(),
                subject.digest(),
                subject.tested().digest());
        return Optional.of(store.once(
                "explained",
                key,
                Explained.class,
                () -> maps.explain(
                        subject, variant.file(), store.folder().resolve(named), named, listener.progress())));
    }

    private void measure(KeptSpeed kept, Subject subject, Map<String, Row> rows) {
        List<Row> all = List.copyOf(rows.values());
        if (all.get(0).failure.isPresent()) {
            return;
        }
        List<Row> runners = all.stream().filter(row -> row.failure.isEmpty()).toList();
        List<String> parts = runners.stream().map(row -> row.variant.digest()).toList();
        List<SpeedTest.Contestant> contestants = runners.stream()
                .map(row -> SpeedTest.Contestant.of(row.variant.file(), row.variant.card()))
                .toList();
        try {
            BenchResult measured = kept.measured(parts, contestants);
            for (int i = 0; i < runners.size(); i++) {
                runners.get(i).speed = Speed.of(
                        measured.plan(),
                        BenchJudge.of(measured, i),
                        measured.models().get(i));
                measured.models().get(i).failure().ifPresent(runners.get(i).notes::add);
            }
        } catch (EdgeoptException e) {
            listener.failed(subject.name() + ": measure", String.valueOf(e.getMessage()));
            runners.forEach(row -> row.notes.add("not measured: " + e.getMessage()));
        }
    }

    private List<Together> together() {
        List<Together> all = new ArrayList<>();
        speed.ifPresent(kept -> agenda.sets().forEach(set -> {
            steps.begin(
                    Steps.Kind.MEASURE, Steps.ofSet(agenda.together().size() + 1), set.name() + ": measure together");
            all.addAll(sets.measured(kept, set, agenda.device()));
        }));
        return all;
    }

    /** A row as it is filled. */
    private final class Row {
        private final Variant variant;
        private final List<String> notes;
        private Optional<String> failure;
        private final Optional<Variant> control;
        private Optional<Scoring.Scored> scored = Optional.empty();
        private Optional<Control> compared = Optional.empty();
        private Optional<Explained> explained = Optional.empty();
        private Optional<Speed> speed = Optional.empty();

        Row(Variant variant, Optional<Variant> control) {
            this.variant = variant;
            this.control = control;
            this.failure = variant.failure();
            this.notes = new ArrayList<>(variant.notes());
        }

        void unlessFailed(Runnable work) {
            if (failure.isPresent()) {
                return;
            }
            try {
                work.run();
            } catch (EdgeoptException e) {
                failure = Optional.of(String.valueOf(e.getMessage()));
                listener.failed(variant.name(), String.valueOf(e.getMessage()));
            }
        }

        /** What cannot be told of a variant does not make it a failure. */
        void orNote(Runnable work) {
            if (failure.isPresent()) {
                return;
            }
            try {
                work.run();
            } catch (EdgeoptException e) {
                notes.add("not explained: " + e.getMessage());
            }
        }

        VariantRow of(String device) {
            return new VariantRow(
                    variant.name(),
                    device,
                    variant.how(),
                    variant.lineage(),
                    failure,
                    scored.map(Scoring.Scored::file),
                    scored.map(Scoring.Scored::accuracy),
                    speed,
                    explained,
                    notes,
                    variant.training(),
                    variant.sensitivity(),
                    compared);
        }
    }
}
