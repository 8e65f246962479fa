package io.edgeopt.camera.pipeline;

import io.edgeopt.camera.source.Slot;
import io.edgeopt.core.task.Prediction;

/** A model that looks at a camera's frames. */
public interface FrameModel extends AutoCloseable {
    /** Memory for one frame on its way through the model. Only one seat of a model infers at a time. */
    interface Seat extends AutoCloseable {
        /** Brings the frame, of which it is the model's turn, into its input; answers whether there is something to infer. */
        boolean prepare(Slot slot);

        /** Shows a frame between the model's turns, which it may need for a later answer. */
        default void pass(Slot slot) {}

        void infer();

        Prediction decode();

        @Override
        void close();
    }

    String name();

    /** It looks at every n-th of the frames that are worked on. */
    int stride();

    Seat seat();

    /** What it remembers of earlier frames counts no more, because it was not shown those that came since. */
    default void forget() {}

    @Override
    void close();
}
