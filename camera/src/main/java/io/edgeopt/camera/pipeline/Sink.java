package io.edgeopt.camera.pipeline;

import io.edgeopt.camera.source.Slot;
import io.edgeopt.core.task.Prediction;

/** Where answers go. Called on the thread that infers: a slow one holds the pipeline up, and frames drop before it. */
@FunctionalInterface
public interface Sink {
    /** Keeps nothing. */
    Sink NONE = (slot, model, answer) -> {};

    /** What {@code model} says of the frame, which changes after this returns. */
    void accept(Slot slot, String model, Prediction answer);
}
