package io.edgeopt.core.search;

import java.util.OptionalDouble;

/**
 * What a model was found to be.
 *
 * @param score of the task's first metric; more is better
 * @param latency its time as a share of the source's, measured by turns; empty where nobody measured
 * @param bytes of its file
 * @param macs multiply-accumulates for one input
 */
public record Figures(double score, OptionalDouble latency, long bytes, long macs) {}
