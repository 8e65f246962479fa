package io.edgeopt.core.study.run;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.measure.BenchJudge;
import io.edgeopt.core.measure.BenchResult;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.study.Decisions;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.Together;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A study from its first variant to its result, which is written anew whenever more of it is known. */
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
     * @param atOnce how many models are prepared at once; nothing else is done while speed is measured
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
            List<String> unmeasured,
            int atOnce) {}

    private final Agenda agenda;
    private final Bench bench;
    private final StudyStore store;
    private final LocalDate date;
    private final Steps steps;
    private final Preparing preparing;
    private final Optional<KeptSpeed> speed;
    private final SetRun sets;

    /** What is prepared so far, by the model's name. */
    private final Map<String, StudiedRows> prepared = new TreeMap<>();

    /** The tools with which it works; what is absent is left out of the study. */
    public record Bench(Scoring scoring, Optional<MapMaker> maps, Optional<SpeedTest> speed, Making making) {}

    private StudyRun(Agenda agenda, Bench bench, StudyStore store, LocalDate date, StudyListener listener) {
        this.agenda = agenda;
        this.bench = bench;
        this.store = store;
        this.date = date;
        this.steps = Steps.of(agenda, bench, listener);
        this.preparing = new Preparing(agenda, bench, store, listener, steps);
        this.speed = bench.speed().map(test -> new KeptSpeed(test, agenda.version(), store, listener));
        this.sets = new SetRun(agenda.together(), listener);
    }

    /** Studies, or goes on where an interrupted study in that folder stood. */
    public static StudyResult run(Agenda agenda, Bench bench, Path folder, Clock clock, StudyListener listener) {
        return new StudyRun(agenda, bench, StudyStore.open(folder), LocalDate.now(clock), listener).result();
    }

    private StudyResult result() {
        AtOnce.each(largestFirst(), agenda.atOnce(), subject -> {
            StudiedRows rows = preparing.of(subject);
            write(rows);
        });
        StudyResult result = result(List.of());
        for (Subject subject : agenda.subjects()) {
            StudiedRows rows = Objects.requireNonNull(prepared.get(subject.name()));
            speed.ifPresent(kept -> measure(kept, rows));
            rows.rows().forEach(row -> row.unlessFailed(() -> sets.add(subject.name(), row.variant()), why -> {}));
            result = result(List.of());
            result.write(store.folder().resolve(StudyResult.FILE));
        }
        List<Together> together = together();
        if (!together.isEmpty()) {
            result = result(together);
            result.write(store.folder().resolve(StudyResult.FILE));
        }
        store.finish();
        return result;
    }

    /** So that no processor has to wait long for the last of them. */
    private List<Subject> largestFirst() {
        return agenda.atOnce() == 1
                ? agenda.subjects()
                : agenda.subjects().stream()
                        .sorted(Comparator.comparingLong((Subject subject) -> InputFile.size(subject.file(), "model"))
                                .reversed())
                        .toList();
    }

    /** What there is so far, for whoever looks before all is done. */
    private synchronized void write(StudiedRows rows) {
        prepared.put(rows.subject().name(), rows);
        result(List.of()).write(store.folder().resolve(StudyResult.FILE));
        Map<String, Map<String, String>> decisions = new TreeMap<>();
        prepared.values().forEach(one -> decisions.putAll(one.decisions()));
        new Decisions(decisions).write(store.folder().resolve(Decisions.FILE));
    }

    private StudyResult result(List<Together> together) {
        List<String> absent = new ArrayList<>(agenda.unmeasured());
        if (bench.speed().isEmpty()) {
            absent.add("speed: it was not asked for");
        }
        List<StudiedModel> models = agenda.subjects().stream()
                .map(subject -> Optional.ofNullable(prepared.get(subject.name())))
                .flatMap(Optional::stream)
                .map(rows -> rows.of(agenda.device()))
                .toList();
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

    private void measure(KeptSpeed kept, StudiedRows rows) {
        String name = rows.subject().name();
        steps.step(
                Steps.Kind.MEASURE,
                3 * rows.rows().size(),
                name + ": measure all",
                () -> measure(kept, name, rows.rows()));
    }

    private void measure(KeptSpeed kept, String name, List<Row> all) {
        if (!all.get(0).isAlive()) {
            return;
        }
        List<Row> runners = all.stream().filter(Row::isAlive).toList();
        List<String> parts = runners.stream().map(row -> row.variant().digest()).toList();
        List<SpeedTest.Contestant> contestants = runners.stream()
                .map(row -> SpeedTest.Contestant.of(
                        row.variant().file(), row.variant().card()))
                .toList();
        try {
            BenchResult measured = kept.measured(name, parts, contestants);
            for (int i = 0; i < runners.size(); i++) {
                Row row = runners.get(i);
                row.measured(Speed.of(
                        measured.plan(),
                        BenchJudge.of(measured, i),
                        measured.models().get(i)));
                measured.models().get(i).failure().ifPresent(row::note);
            }
        } catch (EdgeoptException e) {
            steps.failed(name + ": measure", String.valueOf(e.getMessage()));
            runners.forEach(row -> row.note("not measured: " + e.getMessage()));
        }
    }

    private List<Together> together() {
        List<Together> all = new ArrayList<>();
        speed.ifPresent(kept -> agenda.sets()
                .forEach(set -> steps.step(
                        Steps.Kind.MEASURE,
                        Steps.ofSet(agenda.together().size() + 1),
                        set.name() + ": measure together",
                        () -> all.addAll(sets.measured(kept, set, agenda.device())))));
        return all;
    }
}
