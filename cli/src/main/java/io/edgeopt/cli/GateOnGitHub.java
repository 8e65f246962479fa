package io.edgeopt.cli;

import io.edgeopt.core.gate.Check;
import io.edgeopt.core.gate.GateResult;
import io.edgeopt.core.gate.Outcome;
import io.edgeopt.core.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** What GitHub Actions shows of a gate beyond its output, where a gate runs there. */
final class GateOnGitHub {
    private final Map<String, String> environment;

    GateOnGitHub(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Adds a page to the summary of the job. */
    void summarize(String page) {
        String summary = environment.getOrDefault("GITHUB_STEP_SUMMARY", "");
        if (summary.isEmpty()) {
            return;
        }
        Path file = Path.of(summary);
        try {
            // Not written whole: other steps have theirs in it.
            Files.writeString(file, page, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }

    /** A line for each check that did not pass. */
    List<String> annotations(GateResult result, boolean allowInconclusive) {
        if (!environment.getOrDefault("GITHUB_ACTIONS", "").equals("true")) {
            return List.of();
        }
        return result.checks().stream()
                .filter(check -> check.outcome() != Outcome.PASS)
                .map(check -> annotation(check, allowInconclusive))
                .toList();
    }

    private static String annotation(Check check, boolean allowInconclusive) {
        boolean error = check.outcome() == Outcome.FAIL || !allowInconclusive;
        String title = "edgeopt gate: " + check.outcome();
        String row = check.row().isEmpty() ? "" : check.row() + " ";
        return "::%s title=%s::%s"
                .formatted(
                        error ? "error" : "warning",
                        escaped(title).replace(":", "%3A").replace(",", "%2C"),
                        escaped("%s%s: %s, %s".formatted(row, check.requirement(), check.measured(), check.reason())));
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }
}
