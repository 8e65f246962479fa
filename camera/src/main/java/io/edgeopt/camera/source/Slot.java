package io.edgeopt.camera.source;

import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageSize;

/** Memory for one frame, with what the pipeline has to know of it. One thread at a time. */
public abstract class Slot {
    private long index;
    private long due;
    private long asked;
    private long grabbed;

    protected Slot() {}

    /** How many frames were captured before. */
    public final long index() {
        return index;
    }

    /** When the frame was to be captured: as planned where there is a plan, else when it came. */
    public final long due() {
        return due;
    }

    /** When the camera was asked for it. */
    public final long asked() {
        return asked;
    }

    /** When it was there. */
    public final long grabbed() {
        return grabbed;
    }

    /** Says when the frame in it was captured, on the clock of the pipeline. */
    public final void stamp(long number, long dueNanos, long askedNanos, long grabbedNanos) {
        index = number;
        due = dueNanos;
        asked = askedNanos;
        grabbed = grabbedNanos;
    }

    /** Of the upright frame. */
    public abstract ImageSize size();

    /** The frame in RGB, upright; it changes with the next frame. */
    public abstract Image image();

    /** Gives back memory that is not Java's. */
    public void release() {}
}
