package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.edgeopt.core.InvalidPlanException;
import java.util.Map;
import java.util.Optional;

/**
 * What came of one batch.
 *
 * @param values every tensor of the network by name
 * @param teacher every tensor of the teacher by name; empty where there is none
 * @param targets what is true of the batch
 * @param weights the loss's own weights by name
 * @param scope owns what is made in this step
 */
public record Outcome(
        Map<String, NDArray> values,
        Map<String, NDArray> teacher,
        Targets targets,
        Map<String, NDArray> weights,
        NDManager scope) {

    NDArray value(String name) {
        return found(values, "model", name);
    }

    NDArray teacherValue(String name) {
        return found(teacher, "teacher", name);
    }

    private static NDArray found(Map<String, NDArray> tensors, String where, String name) {
        return Optional.ofNullable(tensors.get(name))
                .orElseThrow(() -> new InvalidPlanException(
                        "the %s has no tensor '%s', which the loss reads".formatted(where, name)));
    }
}
