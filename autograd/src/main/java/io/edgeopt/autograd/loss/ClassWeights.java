package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;
import io.edgeopt.core.InvalidPlanException;

/** A factor a class, checked to be as many as there are classes. */
final class ClassWeights {
    private ClassWeights() {}

    static NDArray of(Outcome outcome, float[] weights, ClassBatch batch) {
        long classes = batch.shares().getShape().get(1);
        if (weights.length != classes) {
            throw new InvalidPlanException(
                    "there are %d class weights for %d classes; give one for each".formatted(weights.length, classes));
        }
        return outcome.scope().create(weights);
    }
}
