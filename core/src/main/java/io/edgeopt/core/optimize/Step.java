package io.edgeopt.core.optimize;

import io.edgeopt.core.graph.Model;

/** One change from model to model. The model it is given stays as it was. */
public interface Step {
    /** What lineage, tables and messages call it: {@code simplify}, {@code quantize}. */
    String name();

    /** The changed model; equal settings and seed give equal bytes. */
    Model apply(Model model);
}
