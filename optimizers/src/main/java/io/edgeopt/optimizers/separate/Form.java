package io.edgeopt.optimizers.separate;

import java.util.Locale;

/** Into what a convolution is separated. */
public enum Form {
    /** One or more small filters for every channel, then a pointwise convolution that mixes what they give. */
    DEPTHWISE,
    /** Filters along the first axis (columns, or time), then along the others. */
    SPATIAL,
    /** The same filters, fewer of them, then a pointwise convolution that makes the many of the few. */
    CHANNEL;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
