package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.graph.Model;
import java.util.List;
import java.util.Map;

/**
 * A quantized model and how it came about.
 *
 * @param calibrator the one that was taken
 * @param tried the fidelity in decibels with each calibrator that was tried
 * @param layers every layer and what became of it
 * @param calibrationRuns on how many inputs ranges were gathered
 * @param calibrationBytes how much memory the statistics took
 * @param notes what was done besides, and what the user should know
 */
public record Quantization(
        Model model,
        String calibrator,
        Map<String, Double> tried,
        List<LayerFate> layers,
        int calibrationRuns,
        long calibrationBytes,
        List<String> notes) {
    public Quantization {
        layers = List.copyOf(layers);
        notes = List.copyOf(notes);
    }

    /** Of a step that tells nothing but its result. */
    public static Quantization untold(Model model) {
        return new Quantization(model, "", Map.of(), List.of(), 0, 0, List.of());
    }

    /** How many layers were put into integers. */
    public long integerLayers() {
        return layers.stream().filter(LayerFate::integer).count();
    }
}
