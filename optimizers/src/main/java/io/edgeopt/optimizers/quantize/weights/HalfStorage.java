package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.tensor.Tensor;

/**
 * Keeps weights as 16-bit floats and makes 32-bit ones of them when the model is loaded: half the file, the same speed.
 */
public final class HalfStorage extends WeightScheme {
    public HalfStorage(Backend backend, long seed) {
        super("fp16", backend, seed);
    }

    @Override
    protected void change(Draft draft) {
        HalfRange range = new HalfRange();
        for (WeightTensor weight : draft.weights()) {
            Tensor halves = range.halves(weight.value());
            draft.unpacking().halves(weight, halves);
            draft.done(weight, "16-bit float", halves.byteSize(), halves.toFloats());
        }
        range.note().ifPresent(draft::note);
    }
}
