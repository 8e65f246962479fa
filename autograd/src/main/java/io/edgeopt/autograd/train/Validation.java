package io.edgeopt.autograd.train;

import io.edgeopt.core.graph.Model;

/** How good a network is on data that it does not learn from; more is better. */
public interface Validation {
    /** The metric's name, as tables have it. */
    String metric();

    double of(Model model);
}
