package io.edgeopt.core.measure;

/**
 * One part of a frame's way.
 *
 * @param name of the part
 * @param medianMs milliseconds
 * @param meanMs milliseconds
 */
public record Stage(String name, double medianMs, double meanMs) {}
