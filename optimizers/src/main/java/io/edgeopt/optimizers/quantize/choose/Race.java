package io.edgeopt.optimizers.quantize.choose;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;

/** Says how long models take beside one another. */
@FunctionalInterface
public interface Race {
    Laps run(Map<String, Model> models, Map<String, Tensor> inputs);
}
