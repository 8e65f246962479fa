package io.edgeopt.optimizers.quantize;

import java.util.Locale;

/** What is done to hold accuracy, where it helps. */
public enum Correction {
    /** Channels are multiplied so that all use the integers of their tensor. */
    EQUAL_CHANNELS,
    /** Layers whose integers take the answers furthest away stay in float. */
    FLOAT_LAYERS,
    /** Biases take back what rounding does to the mean of a channel. */
    BIASES;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
