package io.edgeopt.core.diagnose;

import io.edgeopt.core.measure.Machine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a quantized model, layer by layer.
 *
 * @param outputSqnr for each output, in decibels, how much larger it is than its error
 * @param samples on how many inputs layers were looked at
 * @param layers in the graph's order
 * @param growth of the ranges, sample by sample
 * @param slowness what keeps it from being faster; empty where the runtime does not tell what it ran
 */
public record ModelDiagnosis(
        String model,
        String output,
        String scheme,
        long bytesBefore,
        long bytesAfter,
        Map<String, Double> outputSqnr,
        int samples,
        List<LayerDiagnosis> layers,
        List<RangeGrowth> growth,
        Optional<Slowness> slowness,
        Machine machine) {
    public ModelDiagnosis {
        outputSqnr = Collections.unmodifiableMap(new LinkedHashMap<>(outputSqnr));
        layers = List.copyOf(layers);
        growth = List.copyOf(growth);
    }
}
