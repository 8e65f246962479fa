package io.edgeopt.core.gate;

import io.edgeopt.core.Suggestion;
import io.edgeopt.core.measure.Verdict;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.StudyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides whether requirements hold, on the end of each interval that speaks against them. */
public final class Gate {
    private Gate() {}

    public static GateResult judge(StudyResult result, List<Requirement> requirements) {
        List<GateRow> rows = GateRow.of(result);
        List<Check> checks = new ArrayList<>();
        requirements.forEach(requirement -> checks.addAll(judge(requirement, rows)));
        return GateResult.of(checks, notes(result));
    }

    /** The checks of one result after those of another. */
    public static GateResult together(GateResult one, GateResult other) {
        return GateResult.of(
                Stream.concat(one.checks().stream(), other.checks().stream()).toList(),
                Stream.concat(one.notes().stream(), other.notes().stream())
                        .distinct()
                        .toList());
    }

    private static List<String> notes(StudyResult result) {
        return result.indicative()
                ? List.of("indicative: the preset '%s' measures too little to decide by; use 'standard' or 'full'"
                        .formatted(result.preset()))
                : List.of();
    }

    private static List<Check> judge(Requirement requirement, List<GateRow> rows) {
        Quantity quantity = requirement.quantity();
        Selector selector = requirement.selector();
        List<GateRow> chosen = rows.stream()
                .filter(selector::matches)
                // Several models at once have a speed and nothing else; who names them is told so.
                .filter(row -> !row.group() || selector.names() || hasOf(row, quantity))
                // That nothing was made where nothing could be gained misses no requirement, but for who names it.
                .filter(row -> !row.leftOut() || selector.namesVariant())
                .toList();
        if (chosen.isEmpty()) {
            return List.of(Check.without(requirement.text(), "", Outcome.FAIL, nothing(selector, rows)));
        }
        if (!quantity.isKnownTo(rows)) {
            String near = Suggestion.sentence(quantity.name(), Quantity.names(rows));
            return List.of(Check.without(
                    requirement.text(),
                    "",
                    Outcome.FAIL,
                    "'%s' was not measured of any row%s".formatted(quantity.name(), near)));
        }
        return chosen.stream().map(row -> judge(requirement, row)).toList();
    }

    private static boolean hasOf(GateRow row, Quantity quantity) {
        return quantity.ofSpeed()
                && (row.failure().isPresent() || !(quantity.read().apply(row) instanceof Figure.Absent));
    }

    private static String nothing(Selector selector, List<GateRow> rows) {
        if (rows.isEmpty()) {
            return "there are no rows";
        }
        if (!selector.names() && selector.device().isEmpty()) {
            return "there are no rows but baselines; name one, such as '%s'"
                    .formatted(rows.get(0).name());
        }
        List<String> names = rows.stream().map(selector::nameOf).distinct().toList();
        String near = Suggestion.sentence(selector.text(), names);
        return "no row is called '%s'%s"
                .formatted(selector.text(), near.isEmpty() ? "; there are " + listed(names) : near);
    }

    private static String listed(List<String> names) {
        int most = 6;
        return String.join(", ", names.subList(0, Math.min(most, names.size())))
                + (names.size() > most ? " and %d more".formatted(names.size() - most) : "");
    }

    private static Check judge(Requirement requirement, GateRow row) {
        Quantity quantity = requirement.quantity();
        Figure figure = quantity.read().apply(row);
        Check check;
        if (figure instanceof Figure.Known known) {
            check = row.failure()
                    .map(why -> Check.without(requirement.text(), row.name(), Outcome.FAIL, "it failed: " + why))
                    .orElseGet(() -> Decision.of(requirement, row.name(), known));
        } else if (figure instanceof Figure.TooFew few) {
            check = Decision.tooFew(requirement, row.name(), few);
        } else {
            String why = row.failure().map(failure -> ": " + failure).orElse(why((Figure.Absent) figure));
            check = Check.without(
                    requirement.text(), row.name(), Outcome.FAIL, quantity.name() + " was not measured" + why);
        }
        return quantity.ofSpeed()
                ? row.speed().map(speed -> doubted(check, speed)).orElse(check)
                : check;
    }

    private static String why(Figure.Absent absent) {
        return absent.why().isEmpty() ? "" : ": " + absent.why();
    }

    /** What the benchmark itself says of its figures. */
    private static Check doubted(Check check, Speed speed) {
        Verdict verdict = speed.verdict();
        if (verdict.state() == Verdict.State.VALID || check.value().isEmpty()) {
            return check;
        }
        String reasons = String.join("; ", verdict.reasons());
        if (verdict.state() == Verdict.State.INVALID) {
            return new Check(
                    check.requirement(),
                    check.row(),
                    Outcome.INCONCLUSIVE,
                    check.measured(),
                    "the measurement is invalid: " + reasons,
                    check.value(),
                    check.low(),
                    check.high(),
                    check.limit(),
                    Optional.empty(),
                    verdict.advice());
        }
        return check.withNotes(List.of("the measurement was disturbed: " + reasons));
    }
}
