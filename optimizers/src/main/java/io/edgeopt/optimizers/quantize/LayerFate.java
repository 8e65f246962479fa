package io.edgeopt.optimizers.quantize;

/**
 * What became of a layer.
 *
 * @param integer whether it shall compute on integers
 * @param reason why not; empty where it does
 */
public record LayerFate(String layer, String op, boolean integer, String reason) {}
