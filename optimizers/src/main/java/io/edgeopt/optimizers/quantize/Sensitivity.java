package io.edgeopt.optimizers.quantize;

/**
 * What a layer costs in accuracy.
 *
 * @param gain how many decibels nearer to its source the model answers when this layer alone is in float
 */
public record Sensitivity(String layer, double gain) {}
