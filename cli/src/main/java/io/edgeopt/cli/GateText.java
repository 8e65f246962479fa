package io.edgeopt.cli;

import io.edgeopt.core.gate.Check;
import io.edgeopt.core.gate.GateResult;
import io.edgeopt.core.gate.Outcome;

/** The checks of a gate as people read them. */
final class GateText {
    private GateText() {}

    static String of(GateResult result, boolean passed) {
        TextTable table = new TextTable("outcome", "row", "requirement", "measured", "why");
        for (Check check : result.checks()) {
            table.row(
                    check.outcome(),
                    check.row().isEmpty() ? "none" : check.row(),
                    check.requirement(),
                    check.measured(),
                    check.reason());
        }
        StringBuilder text = new StringBuilder(table.toString());
        result.checks()
                .forEach(check -> check.notes()
                        .forEach(note ->
                                text.append("  %s, %s: %s\n".formatted(check.row(), check.requirement(), note))));
        result.notes().forEach(note -> text.append("  ").append(note).append('\n'));
        return text.append(sum(result, passed)).append('\n').toString();
    }

    /** The whole in a line. */
    static String sum(GateResult result, boolean passed) {
        return "%s: %d passed, %d failed, %d inconclusive%s"
                .formatted(
                        result.outcome(),
                        result.count(Outcome.PASS),
                        result.count(Outcome.FAIL),
                        result.count(Outcome.INCONCLUSIVE),
                        result.outcome() == Outcome.INCONCLUSIVE && passed ? ", which was allowed" : "");
    }
}
