package io.edgeopt.optimizers.tune;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.run.TrainingCurve;
import java.util.OptionalDouble;

/**
 * What came of a fine-tuning.
 *
 * @param model with the best weights where there was a validation, else with the last; the given one where none were
 *     better
 * @param metric what was measured on the validation data
 * @param before the given model's, where there was a validation
 * @param best the metric of {@code model}, where there was a validation
 * @param bestStep after how many steps it had its weights; 0 for those it was given
 * @param steps how many were done
 * @param curve how it went, stretch by stretch
 */
public record Tuned(
        Model model,
        String metric,
        OptionalDouble before,
        OptionalDouble best,
        long bestStep,
        long steps,
        TrainingCurve curve) {}
