package io.edgeopt.camera.source;

import io.edgeopt.core.image.FrameSource;

/**
 * What gives one frame after another, each into memory of the caller's, which circulates: nothing is made anew for a
 * frame where the source can help it. For one thread, but for {@link #interrupt}.
 */
public interface Camera extends AutoCloseable {
    /** What became of asking for a frame. */
    enum Grab {
        FRAME,
        /** A frame came that cannot be used; the next may be whole. */
        DAMAGED,
        /** No more will come. */
        END
    }

    /** What to call it in a report. */
    String name();

    FrameSource.Info info();

    /** Whether frames come at their own pace, as from a device; a recording is read as fast as one likes. */
    boolean isLive();

    /** How many times it was lost and found again. */
    default int reconnects() {
        return 0;
    }

    /** New memory for a frame of this camera; another camera cannot fill it. */
    Slot slot();

    /** Waits for the next frame and brings it into {@code slot}, over what was there. */
    Grab grab(Slot slot);

    /** From any thread: a {@link #grab} that waits gives up soon, and so does every later one. */
    default void interrupt() {}

    @Override
    void close();
}
