package io.edgeopt.core.diagnose;

/**
 * How wide the ranges of a model's tensors were after so many samples, as shares of what they were at the end.
 *
 * @param median of all tensors
 * @param least below which one tensor of twenty was
 */
public record RangeGrowth(int samples, double median, double least) {}
