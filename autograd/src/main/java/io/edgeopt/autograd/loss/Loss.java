package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;

/** A number that training makes small, from what a network says of a batch and what is true of it. */
public interface Loss {
    /** The mean over the batch, as an array of no dimensions through which gradients flow. */
    NDArray of(Outcome outcome);

    /**
     * Weights of the loss itself, such as the centres of classes in ArcFace: they learn with the network, are kept in
     * checkpoints, and are no part of the model that comes out.
     */
    default Map<String, Tensor> weights() {
        return Map.of();
    }

    /** Whether it compares with a teacher's answers, so that one must run on every batch. */
    default boolean needsTeacher() {
        return false;
    }
}
