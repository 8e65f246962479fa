package io.edgeopt.cli;

import io.edgeopt.core.gate.Check;
import io.edgeopt.core.gate.GateResult;
import io.edgeopt.core.gate.Outcome;

/** The checks of a gate as a page for code hosts. */
final class GateMarkdown {
    private GateMarkdown() {}

    static String of(GateResult result, boolean passed) {
        StringBuilder page = new StringBuilder(
                "## %s edgeopt gate\n\n%s\n\n".formatted(sign(result.outcome()), GateText.sum(result, passed)));
        page.append("| | Row | Requirement | Measured | Why |\n|---|---|---|---|---|\n");
        for (Check check : result.checks()) {
            page.append("| %s %s | %s | %s | %s | %s |\n"
                    .formatted(
                            sign(check.outcome()),
                            check.outcome(),
                            cell(check.row()),
                            code(check.requirement()),
                            cell(check.measured()),
                            cell(why(check))));
        }
        result.notes().forEach(note -> page.append("\n> ").append(note).append('\n'));
        return page.toString();
    }

    private static String why(Check check) {
        return check.notes().isEmpty()
                ? check.reason()
                : check.reason() + " (" + String.join("; ", check.notes()) + ")";
    }

    private static String sign(Outcome outcome) {
        return switch (outcome) {
            case PASS -> "✅";
            case FAIL -> "❌";
            case INCONCLUSIVE -> "❔";
        };
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    private static String cell(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("<", "&lt;");
    }
}
