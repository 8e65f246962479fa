package io.edgeopt.optimizers.quantize.place;

import io.edgeopt.optimizers.quantize.range.Range;

/**
 * The values of a tensor that its readers tell apart: what lies beyond they take for the nearest of these.
 *
 * @param exact whether the lowest one must be the lowest integer exactly, because a gate is read off the same integers
 */
public record Reach(Range range, boolean exact) {}
