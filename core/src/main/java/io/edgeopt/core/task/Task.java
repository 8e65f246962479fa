package io.edgeopt.core.task;

import java.util.Locale;

/** What a model is asked to do. */
public enum Task {
    /** Which class a picture, or an array, is of. */
    CLASSIFICATION,
    /** Which objects a picture shows, and where. */
    DETECTION,
    /** Who is seen: verification of pairs, identification among the enrolled. */
    EMBEDDING,
    /** Which class a clip is of. */
    CLIP;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
