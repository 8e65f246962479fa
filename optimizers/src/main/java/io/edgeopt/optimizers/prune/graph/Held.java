package io.edgeopt.optimizers.prune.graph;

/** Channels of a layer that must stay, and why. */
public record Held(String layer, int channels, String reason) {}
