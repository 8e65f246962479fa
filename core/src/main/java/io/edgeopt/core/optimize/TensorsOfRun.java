package io.edgeopt.core.optimize;

import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;

/**
 * What a model's tensors are for one set of shapes of its inputs.
 *
 * @param values of those that shapes alone decide
 */
record TensorsOfRun(Map<String, Shape> shapes, Map<String, Tensor> values) {
    TensorsOfRun {
        shapes = Map.copyOf(shapes);
        values = Map.copyOf(values);
    }
}
