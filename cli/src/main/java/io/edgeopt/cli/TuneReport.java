package io.edgeopt.cli;

import io.edgeopt.optimizers.tune.Tuned;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The JSON of a training that followed a change.
 *
 * @param metric of the validation data
 * @param before right after the change
 * @param best after {@code bestStep} steps
 */
record TuneReport(String metric, long steps, OptionalDouble before, OptionalDouble best, long bestStep) {
    static TuneReport of(Tuned tuned) {
        return new TuneReport(tuned.metric(), tuned.steps(), tuned.before(), tuned.best(), tuned.bestStep());
    }

    /** A line for people. */
    String line() {
        return best.isEmpty()
                ? String.format(
                        Locale.ROOT, "trained for %d steps; without validation data the last weights came out", steps)
                : String.format(
                        Locale.ROOT,
                        "trained for %d steps: %s %.4f after step %d, %.4f before",
                        steps,
                        metric,
                        best.getAsDouble(),
                        bestStep,
                        before.orElse(0));
    }
}
