package io.edgeopt.core.diagnose;

import java.util.Optional;

/**
 * What is known of one layer of a quantized model.
 *
 * @param integer whether it computes on integers
 * @param reason why not; empty where it does
 * @param outputSqnr in decibels, how much larger what it gives is than its error, with all that came before in integers
 * @param weightSqnr in decibels, how much larger its weights are than what rounding them changed
 * @param alone in decibels, how near the model's outputs stay when this layer alone is in integers
 * @param noiseShare what part of all layers' errors is this one's, by {@code alone}
 * @param floatMicros one run of it in the float model, what follows it up to the next layers included
 * @param integerMicros the same in the quantized model
 * @param weights as they are in the float model
 * @param activations what it gives
 */
public record LayerDiagnosis(
        String layer,
        String op,
        boolean integer,
        String reason,
        Optional<Double> outputSqnr,
        Optional<Double> weightSqnr,
        Optional<Double> alone,
        Optional<Double> noiseShare,
        Optional<Double> floatMicros,
        Optional<Double> integerMicros,
        Optional<Distribution> weights,
        Optional<Distribution> activations) {
    /** How many microseconds its integers save. */
    public Optional<Double> gain() {
        return floatMicros.flatMap(before -> integerMicros.map(after -> before - after));
    }
}
