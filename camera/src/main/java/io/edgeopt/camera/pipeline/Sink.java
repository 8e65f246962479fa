package io.edgeopt.camera.pipeline;

import io.edgeopt.camera.source.Slot;
import io.edgeopt.core.task.Prediction;
import java.util.List;

/** Where answers go. Called on the thread that infers: a slow one holds the pipeline up, and frames drop before it. */
@FunctionalInterface
public interface Sink {
    /** Keeps nothing. */
    Sink NONE = (slot, model, answer) -> {};

    /** What {@code model} says of the frame, which changes after this returns. */
    void accept(Slot slot, String model, Prediction answer);

    /** All that is said of this frame has been said; also where no model had its turn. */
    default void frame(Slot slot) {}

    /** Several as one, told in that order. */
    static Sink all(List<Sink> sinks) {
        List<Sink> each = List.copyOf(sinks);
        return new Sink() {
            @Override
            public void accept(Slot slot, String model, Prediction answer) {
                each.forEach(sink -> sink.accept(slot, model, answer));
            }

            @Override
            public void frame(Slot slot) {
                each.forEach(sink -> sink.frame(slot));
            }
        };
    }
}
