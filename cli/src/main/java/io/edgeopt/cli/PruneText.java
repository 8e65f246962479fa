package io.edgeopt.cli;

import io.edgeopt.optimizers.prune.Pruned;
import java.util.Locale;

/** A pruning as people read it. */
final class PruneText {
    private final PruneReport report;

    PruneText(PruneReport report) {
        this.report = report;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        Pruned.Facts costs = report.costs();
        say(text, "%s", report.step());
        TextTable table = new TextTable("", ">before", ">after", ">left");
        row(table, "MACs", costs.macsBefore(), costs.macsAfter());
        row(table, "parameters", costs.parametersBefore(), costs.parametersAfter());
        row(table, "bytes", costs.bytesBefore(), costs.bytesAfter());
        report.packed().ifPresent(packed -> row(table, "bytes packed", packed.before(), packed.after()));
        text.append(table);
        boolean masked = costs.difference().isEmpty();
        if (masked) {
            say(
                    text,
                    "%.1f %% of the weights of layers are zero. The file is as large as before and the work the same: kernels"
                            + " for dense weights multiply zeros too. What shrinks is what 'edgeopt pack' makes of it.",
                    100 * costs.sparsity());
        } else {
            changed(text);
            say(
                    text,
                    "cut model and masked model agree to %.1e of the largest answer",
                    costs.difference().getAsDouble());
        }
        if (costs.rebuilt() > 0) {
            say(text, "%d layers were fitted to what is left", costs.rebuilt());
        }
        report.latencyShare()
                .ifPresent(share -> say(
                        text, "time on one thread, by turns: %.2f of before, %.2f times as fast", share, 1 / share));
        report.trainings().forEach(training -> say(text, "%s", training.line()));
        report.scores().forEach(set -> set.say(text, "its source"));
        if (!report.met()) {
            say(text, "the target is MISSED: this is the nearest that the counts of channels allow");
        }
        say(text, "wrote %s", report.output());
        return text.toString();
    }

    private void changed(StringBuilder text) {
        TextTable table = new TextTable("channels of", ">before", ">after");
        report.layers().stream()
                .filter(layer -> layer.after() < layer.before())
                .forEach(layer -> table.row(layer.name(), layer.before(), layer.after()));
        text.append(table);
        long whole = report.layers().stream()
                .filter(layer -> layer.after() == layer.before())
                .count();
        if (whole > 0) {
            say(text, "%d groups of channels stay whole", whole);
        }
    }

    private static void row(TextTable table, String what, long before, long after) {
        table.row(
                what, before, after, String.format(Locale.ROOT, "%.1f %%", before == 0 ? 100 : 100.0 * after / before));
    }

    private static void say(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
