package io.edgeopt.optimizers.replace;

import java.util.Locale;

/** What of a network is replaced. */
public enum Part {
    /** Hard-swish, SiLU, GELU and their like, by a Relu. */
    ACTIVATIONS,
    /** What is worked out for each picture and multiplied with whole channels, by its mean. */
    GATES;

    /** As options and lineages have it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
