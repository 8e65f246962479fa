package io.edgeopt.camera.pipeline;

import java.util.Locale;

/** What becomes of frames that come faster than they are worked on, and on how many threads the stages run. */
public enum Mode {
    /** A newer frame takes the place of one that still waits. One thread captures, one does all the rest. */
    NEWEST,
    /** None is left out: whoever is too fast waits. Capture, preparation and inference have a thread each. */
    EVERY,
    /** One thread does everything to a frame before it asks for the next. */
    ALONE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
