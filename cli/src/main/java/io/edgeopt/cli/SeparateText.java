package io.edgeopt.cli;

import io.edgeopt.optimizers.separate.LayerOutcome;
import java.util.Locale;

/** A separation as people read it. */
final class SeparateText {
    private final SeparateReport report;

    SeparateText(SeparateReport report) {
        this.report = report;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        say(
                text,
                "%s: %d of %d convolutions, %.2f times fewer MACs in them; %.1f million MACs, %.1f %% of %.1f million",
                report.form(),
                report.separated(),
                report.layers().size(),
                report.saving(),
                report.macsAfter() / 1e6,
                100.0 * report.macsAfter() / report.macsBefore(),
                report.macsBefore() / 1e6);
        say(
                text,
                "%d bytes, %.1f %% of %d",
                report.bytesAfter(),
                100.0 * report.bytesAfter() / report.bytesBefore(),
                report.bytesBefore());
        layers(text);
        left(text);
        report.outputSqnr()
                .forEach((output, decibels) -> say(
                        text,
                        "output '%s': signal to noise %.1f dB before training, on %d inputs",
                        output,
                        decibels,
                        report.comparedRuns()));
        report.tuning().ifPresent(tuning -> say(text, "%s", tuning.line()));
        report.scores().forEach(set -> set.say(text, "its source"));
        say(text, "wrote %s", report.output());
        return text.toString();
    }

    private void layers(StringBuilder text) {
        if (report.separated() > 0) {
            var table = new TextTable("layer", "kernel", ">rank", ">energy", ">MACs before", ">after", ">times");
            report.layers().stream()
                    .filter(LayerOutcome::separated)
                    .forEach(layer -> table.row(
                            layer.layer(),
                            layer.kernel(),
                            layer.rank().orElse(0) + " of " + layer.fullRank().orElse(0),
                            percent(layer.energy().orElse(0)),
                            layer.macsBefore(),
                            layer.macsAfter(),
                            String.format(Locale.ROOT, "%.2f", (double) layer.macsBefore() / layer.macsAfter())));
            text.append(table);
        }
    }

    private void left(StringBuilder text) {
        LeftLines lines = new LeftLines();
        report.layers().forEach(layer -> layer.left().ifPresent(why -> lines.add(layer.layer(), why)));
        text.append(lines);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static void say(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
