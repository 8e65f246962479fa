package io.edgeopt.core.model;

/** One metric on one set, with the ends of its 95 % interval and the number of units drawn for it. */
public record CardMetric(String set, String name, double value, double low, double high, int n) {}
