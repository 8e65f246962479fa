package io.edgeopt.optimizers.prune;

import io.edgeopt.optimizers.prune.graph.Group;
import java.util.Arrays;

/** Importance that was measured beforehand, channel by channel. */
final class Measured implements Importance {
    private final double[] scores;

    /**
     * By the channels' numbers.
     *
     * @param scores one for each channel of all groups
     */
    Measured(double[] scores) {
        this.scores = scores.clone();
    }

    @Override
    public double[] of(Group group, Weights weights) {
        return Magnitude.normalized(Arrays.copyOfRange(scores, group.first(), group.first() + group.channels()));
    }
}
