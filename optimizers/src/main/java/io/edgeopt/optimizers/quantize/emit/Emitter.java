package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.graph.Model;

/** Writes a quantized graph in the form that one kind of runtime makes the most of. */
public interface Emitter {
    /** What the plan makes of its model. */
    Model emit(Plan plan);
}
