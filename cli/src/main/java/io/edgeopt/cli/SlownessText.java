package io.edgeopt.cli;

import io.edgeopt.core.diagnose.Slowness;
import java.util.Locale;

/** Why a quantized model is no faster, for people. */
record SlownessText(Slowness slowness) {
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s takes %.0f µs, float %.0f: %.2f times as fast, one thread, each node's shortest call\n",
                slowness.scheme(),
                slowness.integerMicros(),
                slowness.floatMicros(),
                slowness.speedUp()));
        if (slowness.causes().isEmpty()) {
            text.append(String.format("nothing that takes 2 %% of its time or more stands in its way\n"));
        }
        for (Slowness.Cause cause : slowness.causes()) {
            text.append(
                    String.format(Locale.ROOT, "%3.0f %%  %s: %s\n", 100 * cause.share(), cause.name(), cause.words()));
            var table = new TextTable("       what ran", "operator", ">µs", "");
            cause.evidence()
                    .forEach(row -> table.row(
                            "       " + row.node(),
                            row.op(),
                            row.micros() > 0 ? String.format(Locale.ROOT, "%.0f", row.micros()) : "",
                            row.found()));
            text.append(table);
            if (cause.rows() > cause.evidence().size()) {
                text.append(String.format(
                        "       and %d more\n", cause.rows() - cause.evidence().size()));
            }
        }
        return text.toString();
    }
}
