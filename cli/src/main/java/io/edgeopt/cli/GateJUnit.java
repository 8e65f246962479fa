package io.edgeopt.cli;

import io.edgeopt.core.gate.Check;
import io.edgeopt.core.gate.GateResult;
import io.edgeopt.core.gate.Outcome;
import java.util.List;

/** The checks of a gate as test cases, in the XML that continuous integration reads: a row is a class. */
final class GateJUnit {
    private GateJUnit() {}

    static String of(GateResult result, boolean allowInconclusive) {
        List<Check> checks = result.checks();
        long skipped = allowInconclusive ? result.count(Outcome.INCONCLUSIVE) : 0;
        long failures = checks.size() - result.count(Outcome.PASS) - skipped;
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        String counts = "name=\"edgeopt gate\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\" time=\"0\""
                .formatted(checks.size(), failures, skipped);
        xml.append("<testsuites %s>\n  <testsuite %s>\n".formatted(counts, counts));
        checks.forEach(check -> xml.append(testCase(check, allowInconclusive)));
        return xml.append("  </testsuite>\n</testsuites>\n").toString();
    }

    private static String testCase(Check check, boolean allowInconclusive) {
        String row = check.row().isEmpty() ? "no row" : check.row();
        String head =
                "    <testcase classname=\"%s\" name=\"%s\" time=\"0\"".formatted(safe(row), safe(check.requirement()));
        if (check.outcome() == Outcome.PASS) {
            return head + "/>\n";
        }
        boolean skip = allowInconclusive && check.outcome() == Outcome.INCONCLUSIVE;
        String message = safe(check.measured() + ": " + check.reason());
        String inner = skip
                ? "      <skipped message=\"%s\"/>\n".formatted(message)
                : "      <failure type=\"%s\" message=\"%s\">%s</failure>\n"
                        .formatted(check.outcome(), message, safe(String.join("\n", check.notes())));
        return head + ">\n" + inner + "    </testcase>\n";
    }

    /** Without what XML reserves, and without what it cannot hold at all. */
    private static String safe(String text) {
        return text.replaceAll("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD]", "?")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
