package io.edgeopt.cli;

import io.edgeopt.optimizers.replace.Part;
import io.edgeopt.optimizers.replace.SiteOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A replacement as people read it. */
final class ReplaceText {
    /** Of those that came out worst, so many are named. */
    private static final int NAMES = 3;

    private final ReplaceReport report;

    ReplaceText(ReplaceReport report) {
        this.report = report;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        kinds(text);
        worst(text);
        left(text);
        say(
                text,
                "%d nodes, %d before; %d bytes, %.1f %% of %d",
                report.nodesAfter(),
                report.nodesBefore(),
                report.bytesAfter(),
                100.0 * report.bytesAfter() / report.bytesBefore(),
                report.bytesBefore());
        report.outputSqnr()
                .forEach((output, decibels) -> say(
                        text,
                        "output '%s': signal to noise %.1f dB before training, on %d inputs",
                        output,
                        decibels,
                        report.comparedRuns()));
        report.tuning().ifPresent(tuning -> say(text, "%s", tuning.line()));
        report.scores().forEach(set -> set.say(text, "its source"));
        say(
                text,
                "%.2f [%.2f, %.2f] times as fast on one thread of this machine, the two run by turns",
                1 / report.time().value(),
                1 / report.time().high(),
                1 / report.time().low());
        say(text, "wrote %s", report.output());
        return text.toString();
    }

    private void kinds(StringBuilder text) {
        var table = new TextTable("what", ">replaced", ">fitted", ">left", ">dB, median");
        Map<String, List<SiteOutcome>> kinds =
                new TreeMap<>(report.sites().stream().collect(Collectors.groupingBy(SiteOutcome::what)));
        kinds.forEach((what, sites) -> {
            List<SiteOutcome> replaced =
                    sites.stream().filter(SiteOutcome::replaced).toList();
            table.row(
                    what,
                    replaced.size(),
                    replaced.stream().filter(SiteOutcome::fitted).count(),
                    sites.size() - replaced.size(),
                    replaced.isEmpty() ? "" : String.format(Locale.ROOT, "%.1f", median(replaced)));
        });
        text.append(table);
    }

    private static double median(List<SiteOutcome> sites) {
        return sites.stream()
                .mapToDouble(SiteOutcome::decibels)
                .sorted()
                .skip(sites.size() / 2)
                .findFirst()
                .orElse(0);
    }

    private void worst(StringBuilder text) {
        for (Part part : Part.values()) {
            List<SiteOutcome> sites = report.sites().stream()
                    .filter(site -> site.part() == part && site.replaced())
                    .sorted((one, other) -> Double.compare(one.decibels(), other.decibels()))
                    .limit(NAMES)
                    .toList();
            if (!sites.isEmpty()) {
                say(
                        text,
                        "furthest from what was there: %s",
                        sites.stream()
                                .map(site -> String.format(Locale.ROOT, "%s (%.1f dB)", site.layer(), site.decibels()))
                                .collect(Collectors.joining(", ")));
            }
        }
    }

    private void left(StringBuilder text) {
        LeftLines lines = new LeftLines();
        report.sites().forEach(site -> site.left().ifPresent(why -> lines.add(site.layer(), why)));
        text.append(lines);
    }

    private static void say(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
