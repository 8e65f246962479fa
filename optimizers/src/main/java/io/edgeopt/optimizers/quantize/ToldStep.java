package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.optimize.Step;

/** A step of quantization that tells how it went, layer by layer. */
public interface ToldStep extends Step {
    Quantization run(Model model);

    @Override
    default Model apply(Model model) {
        return run(model).model();
    }
}
