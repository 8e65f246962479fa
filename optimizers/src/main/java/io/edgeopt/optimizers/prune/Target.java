package io.edgeopt.optimizers.prune;

import io.edgeopt.core.InvalidPlanException;

/**
 * How far pruning goes.
 *
 * @param share for {@link Of#RATIO} what is left out, for the others what is left
 */
public record Target(Of of, double share) {
    /** What a share is taken of. */
    public enum Of {
        /** Channels, or single weights. */
        RATIO,
        /** Multiply-accumulates. */
        MACS,
        /** Weights and biases. */
        PARAMETERS,
        /** Time on this machine, on one thread. */
        LATENCY
    }

    public Target {
        if (!(share > 0 && share < 1)) {
            throw new InvalidPlanException(
                    "a target of pruning is %s, expected a share between 0 and 1, such as 0.5".formatted(share));
        }
    }
}
