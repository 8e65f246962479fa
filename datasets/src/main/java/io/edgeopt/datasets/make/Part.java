package io.edgeopt.datasets.make;

import java.util.Locale;

/** What a drawn sample is for. Looks that one part draws are never drawn in another, whatever the seed. */
public enum Part {
    TRAIN,
    VALID,
    TEST;

    /** The name of its folder. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
