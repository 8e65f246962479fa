package io.edgeopt.cli;

import io.edgeopt.core.measure.Ratio;
import io.edgeopt.optimizers.quantize.Choice;
import io.edgeopt.optimizers.quantize.Execution;
import io.edgeopt.optimizers.quantize.LayerFate;
import io.edgeopt.optimizers.quantize.Rival;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A quantization as people read it. */
final class QuantizeText {
    /** How many of the layers that cost most are shown; the JSON has all. */
    private static final int DEAREST = 5;

    private final QuantizeReport report;

    QuantizeText(QuantizeReport report) {
        this.report = report;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        say(
                text,
                "%s, %s: %d bytes, %.1f %% of %d",
                report.scheme(),
                report.target(),
                report.bytesAfter(),
                100.0 * report.bytesAfter() / report.bytesBefore(),
                report.bytesBefore());
        report.choice().ifPresent(choice -> chosen(text, choice));
        calibration(text);
        report.outputSqnr()
                .forEach((output, decibels) -> say(
                        text,
                        "output '%s': signal to noise %.1f dB, on %d inputs",
                        output,
                        decibels,
                        report.comparedRuns()));
        report.execution().ifPresent(execution -> executed(text, execution));
        reasons(text);
        sensitivities(text);
        report.budget()
                .ifPresent(outcome -> say(
                        text,
                        "%s %.4f, in float %.4f: %s by %.4f, %.4f is allowed%s",
                        outcome.metric(),
                        outcome.score(),
                        outcome.baseline(),
                        outcome.drop() >= 0 ? "fell" : "rose",
                        Math.abs(outcome.drop()),
                        outcome.maxDrop(),
                        outcome.met() ? "" : ": MISSED; this is the best that was found"));
        report.whySlow().ifPresent(slowness -> text.append(new SlownessText(slowness)));
        say(text, "wrote %s", report.output());
        return text.toString();
    }

    private static void chosen(StringBuilder text, Choice choice) {
        if (choice.replayed()) {
            say(text, "chosen earlier: %s; --measure-again measures", choice.scheme());
        } else if (choice.rivals().isEmpty()) {
            say(text, "chosen: %s, unmeasured: this machine is not of the target's kind", choice.scheme());
        } else {
            rivals(text, choice);
        }
        if (!choice.inFloat().isEmpty()) {
            say(
                    text,
                    "%d layers left in float because they run faster so",
                    choice.inFloat().size());
        }
    }

    private static void rivals(StringBuilder text, Choice choice) {
        var table = new TextTable("one thread, by turns", ">times as fast", "95 % interval", ">bytes", "");
        for (Rival rival : choice.rivals()) {
            Optional<Ratio> share = rival.share();
            table.row(
                    rival.scheme(),
                    share.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", rival.speedUp()),
                    share.map(ratio -> String.format(Locale.ROOT, "[%.2f, %.2f]", 1 / ratio.high(), 1 / ratio.low()))
                            .orElse(""),
                    rival.bytes() == 0 ? "" : Long.toString(rival.bytes()),
                    rival.scheme().equals(choice.scheme())
                            ? "chosen"
                            : rival.problem().orElse(""));
        }
        text.append(table);
        if (choice.scheme().equals(Choice.FLOAT)) {
            say(
                    text,
                    "nothing that keeps to what was asked is faster than float here beyond doubt: this is the float"
                            + " model, simplified; --scheme static, dynamic or weights gives a smaller file all the same");
        }
    }

    private void sensitivities(StringBuilder text) {
        if (!report.sensitivities().isEmpty()) {
            var table = new TextTable("layers that cost most", ">dB");
            report.sensitivities().stream()
                    .limit(DEAREST)
                    .forEach(layer -> table.row(layer.layer(), String.format(Locale.ROOT, "%.2f", layer.gain())));
            text.append(table);
        }
    }

    private void calibration(StringBuilder text) {
        if (report.calibrationRuns() == 0) {
            return;
        }
        say(
                text,
                "calibrated on %d inputs with %s; statistics took %.1f MB",
                report.calibrationRuns(),
                report.calibrator(),
                report.calibrationBytes() / 1e6);
        if (report.tried().size() > 1) {
            var table = new TextTable("calibrator", ">dB");
            report.tried().forEach((name, decibels) -> table.row(name, String.format(Locale.ROOT, "%.2f", decibels)));
            text.append(table);
        }
    }

    private static void executed(StringBuilder text, Execution execution) {
        say(
                text,
                "executed here: %s convolutions and %s matrix products on integers",
                execution.convolutions(),
                execution.products());
    }

    /** Layers that stay in float, together where the reason is the same. */
    private void reasons(StringBuilder text) {
        Map<String, StringBuilder> layers = new LinkedHashMap<>();
        for (LayerFate fate : report.layers()) {
            if (!fate.integer()) {
                StringBuilder names = layers.computeIfAbsent(fate.reason(), reason -> new StringBuilder());
                names.append(names.isEmpty() ? "" : ", ").append(fate.layer());
            }
        }
        layers.forEach((reason, names) -> say(text, "in float: %s: %s", names, reason));
    }

    private static void say(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
