package io.edgeopt.core.measure;

/**
 * A value below which so many percent lie.
 *
 * @param percent such as 95
 * @param value of the samples
 * @param low lower end of the 95 % interval, by block bootstrap
 * @param high its upper end
 * @param bound what the true percentile lies below with 99 % confidence, by order statistics; a gate compares this
 */
public record Percentile(int percent, double value, double low, double high, double bound) {}
