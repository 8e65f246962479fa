package io.edgeopt.cli;

import io.edgeopt.core.measure.Ratio;
import io.edgeopt.optimizers.replace.SiteOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON of a replacement.
 *
 * @param samples how many were fitted on
 * @param outputSqnr for each output, in decibels, how much larger it is than its error, before any training
 * @param comparedRuns on how many inputs that was measured
 * @param time of the result as a share of its source's, run by turns on one thread
 * @param tuning the training that followed, where one was asked for
 * @param scores the result beside its source, on test data
 */
record ReplaceReport(
        String model,
        String output,
        long bytesBefore,
        long bytesAfter,
        int nodesBefore,
        int nodesAfter,
        int activations,
        int gates,
        List<SiteOutcome> sites,
        int samples,
        Map<String, Double> outputSqnr,
        int comparedRuns,
        Ratio time,
        Optional<TuneReport> tuning,
        List<Rivals.OnSet> scores) {}
