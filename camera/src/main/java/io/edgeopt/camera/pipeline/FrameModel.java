package io.edgeopt.camera.pipeline;

import io.edgeopt.camera.source.Slot;
import io.edgeopt.core.task.Prediction;

/** A model that looks at a camera's frames. */
public interface FrameModel extends AutoCloseable {
    /** Memory for one frame on its way through the model. Only one seat of a model infers at a time. */
    interface Seat extends AutoCloseable {
        /** Brings the frame into the model's input; answers whether there is something to infer now. */
        boolean prepare(Slot slot);

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
