package io.edgeopt.autograd;

import io.edgeopt.core.tensor.Tensor;
import java.util.Map;

/**
 * What a run forwards and backwards gave.
 *
 * @param values the graph's outputs and the tensors asked for, by name
 * @param gradients of the chosen number, with respect to each tensor asked for, in that tensor's shape; all zero where
 *     the number does not depend on it
 */
public record Derivatives(Map<String, Tensor> values, Map<String, Tensor> gradients) {
    public Derivatives {
        values = Map.copyOf(values);
        gradients = Map.copyOf(gradients);
    }
}
