package io.edgeopt.cli;

import io.edgeopt.optimizers.separate.LayerOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON of a separation.
 *
 * @param saving how many times fewer MACs the replaced layers take
 * @param outputSqnr for each output, in decibels, how much larger it is than its error, before any training
 * @param comparedRuns on how many inputs that was measured
 * @param tuning the training that followed, where one was asked for
 * @param scores the result beside its source, on test data
 */
record SeparateReport(
        String model,
        String output,
        String form,
        long bytesBefore,
        long bytesAfter,
        long macsBefore,
        long macsAfter,
        int separated,
        double saving,
        List<LayerOutcome> layers,
        Map<String, Double> outputSqnr,
        int comparedRuns,
        Optional<TuneReport> tuning,
        List<Rivals.OnSet> scores) {}
