package io.edgeopt.core.gate;

import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.measure.Ratio;
import io.edgeopt.core.study.ScoreChange;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.SpeedChange;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.VariantFile;
import io.edgeopt.core.task.metric.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a run is worse than one before. Worse by more than the tolerance and by more than noise fails; by more than
 * the tolerance, but not by more than noise, is inconclusive.
 */
public final class Regression {
    private final StudyResult now;
    private final StudyResult base;
    private final String name;
    private final Tolerances tolerances;
    private final long seed;

    private Regression(StudyResult now, StudyResult base, String name, Tolerances tolerances, long seed) {
        this.now = now;
        this.base = base;
        this.name = name;
        this.tolerances = tolerances;
        this.seed = seed;
    }

    /**
     * Compares rows of the same name.
     *
     * @param name of the base, for people
     */
    public static GateResult judge(StudyResult now, StudyResult base, String name, Tolerances tolerances, long seed) {
        Regression regression = new Regression(now, base, name, tolerances, seed);
        List<GateRow> rows = GateRow.of(now);
        List<Check> checks = new ArrayList<>();
        for (GateRow before : GateRow.of(base)) {
            Optional<GateRow> after = rows.stream()
                    .filter(row -> row.name().equals(before.name()))
                    .findFirst();
            if (after.isEmpty()) {
                checks.add(Check.without(
                        "still there",
                        before.name(),
                        Outcome.FAIL,
                        "%s has this row, this run has not".formatted(name)));
            } else if (before.failure().isEmpty()) {
                checks.addAll(regression.judge(before, after.get()));
            }
        }
        return GateResult.of(checks, List.of());
    }

    private List<Check> judge(GateRow before, GateRow after) {
        if (after.failure().isPresent()) {
            return List.of(Check.without(
                    "still works",
                    after.name(),
                    Outcome.FAIL,
                    "it failed: " + after.failure().get()));
        }
        List<Check> checks = new ArrayList<>();
        before.file()
                .ifPresent(was ->
                        checks.add(after.file().map(is -> size(after, was, is)).orElseGet(() -> gone("size", after))));
        before.accuracy()
                .flatMap(was -> was.scores().stream().findFirst())
                .ifPresent(was -> checks.add(after.accuracy()
                        .flatMap(is -> is.scores().stream()
                                .filter(score -> score.name().equals(was.name()))
                                .findFirst())
                        .map(is -> accuracy(after, was, is))
                        .orElseGet(() -> gone(was.name(), after))));
        before.speed()
                .ifPresent(was -> checks.add(
                        after.speed().map(is -> latency(after, was, is)).orElseGet(() -> gone("latency", after))));
        return checks;
    }

    private Check gone(String what, GateRow row) {
        return Check.without(
                "%s as in %s".formatted(what, name),
                row.name(),
                Outcome.FAIL,
                "%s has its %s, this run has not".formatted(name, what));
    }

    private Check size(GateRow row, VariantFile was, VariantFile is) {
        double growth = (double) is.bytes() / was.bytes() - 1;
        boolean worse = growth > tolerances.size();
        return new Check(
                within("size", Tolerances.percent(tolerances.size())),
                row.name(),
                worse ? Outcome.FAIL : Outcome.PASS,
                Kind.BYTES.show((double) is.bytes()),
                say("%+.1f %%, from %s", 100 * growth, Kind.BYTES.show((double) was.bytes())),
                Optional.of((double) is.bytes()),
                Optional.of((double) is.bytes()),
                Optional.of((double) is.bytes()),
                Optional.of(was.bytes() * (1 + tolerances.size())),
                Optional.empty(),
                List.of());
    }

    private Check accuracy(GateRow row, Score was, Score is) {
        String requirement = within(is.name(), Kind.SHARE.show(tolerances.accuracy()));
        Optional<String> otherData = otherData(row.model());
        if (otherData.isPresent()) {
            return Check.without(requirement, row.name(), Outcome.INCONCLUSIVE, otherData.get());
        }
        ScoreChange change = ScoreChange.of(was, is);
        double drop = -change.change();
        double margin = change.high() - change.change();
        boolean worse = drop > tolerances.accuracy() + 1e-12;
        Outcome outcome = !worse ? Outcome.PASS : change.high() < 0 ? Outcome.FAIL : Outcome.INCONCLUSIVE;
        Optional<Long> more = outcome == Outcome.INCONCLUSIVE
                ? Optional.of(Math.max(1, (long) Math.ceil(is.n() * (margin / drop) * (margin / drop)) - is.n()))
                : Optional.empty();
        return new Check(
                requirement,
                row.name(),
                outcome,
                Kind.SHARE.show(is.value()),
                say("%+.4f [%+.4f, %+.4f], from %.4f", change.change(), change.low(), change.high(), was.value())
                        + more.map(count -> say("; about %,d more samples would tell", count))
                                .orElse(""),
                Optional.of(is.value()),
                Optional.of(is.low()),
                Optional.of(is.high()),
                Optional.of(was.value() - tolerances.accuracy()),
                more,
                List.of());
    }

    private Optional<String> otherData(String model) {
        Optional<StudiedModel.TestData> was = base.model(model).flatMap(StudiedModel::data);
        Optional<StudiedModel.TestData> is = now.model(model).flatMap(StudiedModel::data);
        return was.equals(is)
                ? Optional.empty()
                : Optional.of("scored on other samples: %s, before %s".formatted(shown(is), shown(was)));
    }

    private static String shown(Optional<StudiedModel.TestData> data) {
        return data.map(set -> "%d of %s".formatted(set.samples(), set.name())).orElse("unknown ones");
    }

    private Check latency(GateRow row, Speed was, Speed is) {
        String requirement = within("latency", Tolerances.percent(tolerances.latency()));
        Optional<String> difference = SpeedChange.difference(was.plan(), is.plan())
                .map(what -> "measured in another way: " + what)
                .or(() -> otherMachine(row.device()));
        if (difference.isPresent()) {
            return Check.without(requirement, row.name(), Outcome.INCONCLUSIVE, difference.get());
        }
        if (was.rounds().isEmpty() || is.rounds().isEmpty()) {
            return Check.without(requirement, row.name(), Outcome.INCONCLUSIVE, "there are no raw samples to compare");
        }
        Check check = latency(requirement, row.name(), SpeedChange.of(was, is, seed), tolerances.latency());
        return base.version().equals(now.version())
                ? check
                : check.withNotes(Stream.concat(
                                check.notes().stream(),
                                Stream.of("measured by edgeopt %s, before by %s: its own work may take another time"
                                        .formatted(now.version(), base.version())))
                        .toList());
    }

    static Check latency(String requirement, String row, SpeedChange change, double tolerance) {
        double slower = change.ratio().value() - 1;
        // Of fewer rounds nobody knows how processes differ.
        int missing = Ratio.FEWEST_ROUNDS - change.ratio().rounds();
        boolean clear = missing <= 0 && change.ratio().low() > 1;
        Outcome outcome = slower <= tolerance ? Outcome.PASS : clear ? Outcome.FAIL : Outcome.INCONCLUSIVE;
        double width = change.ratio().value() - change.ratio().low();
        Optional<Long> more = outcome == Outcome.INCONCLUSIVE
                ? Optional.of((long) Math.max(
                        Math.max(1, missing),
                        Math.ceil(change.ratio().rounds() * ((width / slower) * (width / slower) - 1))))
                : Optional.empty();
        String what = change.rest().isPresent() ? "the model, by the clock of its frames" : "the whole work on a frame";
        return new Check(
                requirement,
                row,
                outcome,
                say(
                        "%+.1f %% [%+.1f, %+.1f]",
                        100 * slower,
                        100 * (change.ratio().low() - 1),
                        100 * (change.ratio().high() - 1)),
                what
                        + more.map(count -> say("; about %d more rounds in each run would tell", count))
                                .orElse(""),
                Optional.of(change.ratio().value()),
                Optional.of(change.ratio().low()),
                Optional.of(change.ratio().high()),
                Optional.of(1 + tolerance),
                more,
                change
                        .rest()
                        .filter(rest -> Math.abs(rest) > tolerance)
                        .map(rest -> say(
                                "the rest of the work took %+.0f %%: the machine was %s, or what prepares frames is",
                                100 * rest, rest > 0 ? "slower" : "faster"))
                        .stream()
                        .toList());
    }

    private Optional<String> otherMachine(String device) {
        Optional<Machine> was = Optional.ofNullable(base.machines().get(device));
        Optional<Machine> is = Optional.ofNullable(now.machines().get(device));
        if (was.isEmpty() || is.isEmpty()) {
            return Optional.of("the machine %s is not described".formatted(device));
        }
        return SpeedChange.difference(was.get(), is.get()).map(what -> "measured on another machine: " + what);
    }

    private String within(String what, String tolerance) {
        return "%s within %s of %s".formatted(what, tolerance, name);
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
