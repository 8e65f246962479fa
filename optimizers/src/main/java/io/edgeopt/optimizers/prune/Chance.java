package io.edgeopt.optimizers.prune;

import io.edgeopt.optimizers.prune.graph.Group;
import java.util.SplittableRandom;

/** Drawn by chance: the control that every measure of importance must beat. */
final class Chance implements Importance {
    private final long seed;

    Chance(long seed) {
        this.seed = seed;
    }

    @Override
    public double[] of(Group group, Weights weights) {
        return new SplittableRandom(seed * 31 + group.first())
                .doubles(group.channels())
                .map(share -> 2 * share)
                .toArray();
    }
}
