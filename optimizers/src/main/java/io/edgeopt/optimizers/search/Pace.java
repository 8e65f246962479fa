package io.edgeopt.optimizers.search;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Foresees how long the rest takes, from how long that before took. */
final class Pace {
    /** What an evaluation takes besides its training, in steps of training. */
    static final int EVALUATION = 10;

    private static final double NANOS = 1e9;

    private final LongSupplier nanos;
    private final long start;
    private long spent;

    Pace(LongSupplier nanos) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    void spend(long effort) {
        spent += effort;
    }

    /** Seconds for so much effort; nothing until some was spent. */
    OptionalLong left(long effort) {
        if (spent == 0) {
            return OptionalLong.empty();
        }
        double seconds = (nanos.getAsLong() - start) / NANOS;
        return OptionalLong.of(Math.round(seconds * effort / spent));
    }
}
