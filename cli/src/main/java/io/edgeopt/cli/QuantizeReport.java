package io.edgeopt.cli;

import io.edgeopt.core.diagnose.Slowness;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.optimizers.quantize.BudgetOutcome;
import io.edgeopt.optimizers.quantize.Choice;
import io.edgeopt.optimizers.quantize.Execution;
import io.edgeopt.optimizers.quantize.LayerFate;
import io.edgeopt.optimizers.quantize.Sensitivity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON of a quantization.
 *
 * @param rounding how weights were kept from saturating this processor's sums
 * @param tried fidelity in decibels with each calibrator, where several were tried
 * @param outputSqnr for each output, in decibels, how much larger it is than its error
 * @param comparedRuns on how many inputs that was measured
 * @param sensitivities what each layer costs in decibels, the dearest first, where that was asked
 * @param budget whether the score fell no further than it may
 * @param choice which scheme was taken and what that was decided by, where it was chosen by measuring
 * @param whySlow what keeps it from being faster, where that was asked
 * @param execution what this machine ran of the result; empty where its runtime does not tell
 */
record QuantizeReport(
        String model,
        String output,
        String scheme,
        String target,
        String rounding,
        String calibrator,
        Map<String, Double> tried,
        int calibrationRuns,
        long calibrationBytes,
        long bytesBefore,
        long bytesAfter,
        Map<String, Double> outputSqnr,
        int comparedRuns,
        Optional<Choice> choice,
        Optional<Slowness> whySlow,
        Optional<Execution> execution,
        List<LayerFate> layers,
        List<Sensitivity> sensitivities,
        Optional<BudgetOutcome> budget,
        List<String> notes,
        Machine machine) {}
