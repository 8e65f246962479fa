package io.edgeopt.camera.bench;

import io.edgeopt.camera.pipeline.Mode;
import java.util.Locale;

/** What a benchmark asks. */
public enum Scenario {
    /** Frames come when they come, ready or not: how old are answers, how many frames are left out? */
    CAMERA,
    /** The next frame comes when the last is done: how long does one take? */
    SINGLE,
    /** As many frames as there are: how many a second, with all stages at work? */
    OFFLINE;

    /** How the pipeline works for it; only a camera leaves a choice. */
    public Mode mode(boolean everyFrame) {
        return switch (this) {
            case CAMERA -> everyFrame ? Mode.EVERY : Mode.NEWEST;
            case SINGLE -> Mode.ALONE;
            case OFFLINE -> Mode.EVERY;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
