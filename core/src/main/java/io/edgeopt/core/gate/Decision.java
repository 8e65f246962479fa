package io.edgeopt.core.gate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where an interval lies to a limit: on the right side, on the wrong side, or across. */
final class Decision {
    /** Beyond that the number of measurements would only be discouraging. */
    private static final double MOST = 1e7;

    private Decision() {}

    static Check of(Requirement requirement, String row, Figure.Known figure) {
        Outcome outcome = outcome(requirement.sense(), requirement.limit(), figure);
        Kind kind = requirement.quantity().kind();
        Optional<Long> more = outcome == Outcome.INCONCLUSIVE ? more(requirement, figure) : Optional.empty();
        return new Check(
                requirement.text(),
                row,
                outcome,
                shown(kind, figure),
                reason(requirement, figure, outcome, more),
                Optional.of(figure.value()),
                Optional.of(figure.low()),
                Optional.of(figure.high()),
                Optional.of(requirement.limit()),
                more,
                List.of());
    }

    static Check tooFew(Requirement requirement, String row, Figure.TooFew few) {
        long more = few.needed() - few.n();
        return new Check(
                requirement.text(),
                row,
                Outcome.INCONCLUSIVE,
                "%d %s".formatted(few.n(), few.of()),
                String.format(
                        Locale.ROOT,
                        "%d %s are too few for %s: %d more are needed",
                        few.n(),
                        few.of(),
                        requirement.quantity().name(),
                        more),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(requirement.limit()),
                Optional.of(more),
                List.of());
    }

    private static Outcome outcome(Sense sense, double limit, Figure.Known figure) {
        if (sense.isOfEquality()) {
            boolean possible = figure.low() <= limit && limit <= figure.high();
            if (possible && !figure.isExact()) {
                return Outcome.INCONCLUSIVE;
            }
            return possible == (sense == Sense.EQUAL) ? Outcome.PASS : Outcome.FAIL;
        }
        boolean low = sense.holds(figure.low(), limit);
        boolean value = sense.holds(figure.value(), limit);
        boolean high = sense.holds(figure.high(), limit);
        if (low && value && high) {
            return Outcome.PASS;
        }
        return low || value || high ? Outcome.INCONCLUSIVE : Outcome.FAIL;
    }

    /** An interval narrows with the square root of the number of measurements. */
    private static Optional<Long> more(Requirement requirement, Figure.Known figure) {
        double margin = Math.abs(requirement.limit() - figure.value());
        double width =
                requirement.limit() > figure.value() ? figure.high() - figure.value() : figure.value() - figure.low();
        double needed = Math.ceil(figure.n() * (width / margin) * (width / margin));
        return needed < MOST ? Optional.of(Math.max(1, (long) needed - figure.n())) : Optional.empty();
    }

    private static String reason(Requirement requirement, Figure.Known figure, Outcome outcome, Optional<Long> more) {
        Kind kind = requirement.quantity().kind();
        String limit = requirement.sense() + " " + kind.show(requirement.limit());
        if (figure.isExact()) {
            return "%s is %s%s".formatted(kind.show(figure.value()), outcome == Outcome.PASS ? "" : "not ", limit);
        }
        if (outcome != Outcome.INCONCLUSIVE) {
            boolean upper = (outcome == Outcome.PASS) == requirement.sense().isUpperLimit();
            String end = upper ? "at most " + kind.show(figure.high()) : "at least " + kind.show(figure.low());
            return requirement.sense().isOfEquality()
                    ? "between %s and %s".formatted(kind.show(figure.low()), kind.show(figure.high()))
                    : "it is " + end;
        }
        boolean valueHolds = requirement.sense().holds(figure.value(), requirement.limit());
        double end = requirement.limit() > figure.value() ? figure.high() : figure.low();
        String but = "%s %s %s, but it may be %s"
                .formatted(kind.show(figure.value()), valueHolds ? "is" : "is not", limit, kind.show(end));
        return but
                + more.map(count -> String.format(Locale.ROOT, "; about %,d more %s would tell", count, figure.of()))
                        .orElse("; it lies too close to the limit to tell");
    }

    private static String shown(Kind kind, Figure.Known figure) {
        return figure.isExact()
                ? kind.show(figure.value())
                : "%s [%s, %s]"
                        .formatted(kind.show(figure.value()), bare(kind, figure.low()), bare(kind, figure.high()));
    }

    /** Without the unit where it is the value's. */
    private static String bare(Kind kind, double value) {
        return kind == Kind.BYTES || kind == Kind.COUNT
                ? kind.show(value)
                : kind.show(value).replaceAll("[ x].*$", "");
    }
}
