package io.edgeopt.core.explain;

import java.util.OptionalDouble;

/**
 * How good one method's maps are, each figure the mean over the pictures.
 *
 * @param deletion area under the score, 0 hidden to 1 whole, while the hottest places are hidden first: low is good
 * @param insertion the same while the hottest places are shown first on the hidden picture: high is good
 * @param road the same as deletion at five shares, places filled in from their neighbours with noise: low is good
 * @param pointing share of the pictures whose hottest place lies in a box of the truth; empty without boxes
 * @param energy share of the heat inside the boxes of the truth; empty without boxes
 * @param sparsity Gini index of the heat: 0 the same everywhere, 1 in one place
 * @param sensitivity how far the map moves at most, as a share of itself, when the picture moves by 2 % noise
 * @param randomised correlation of the map's ranks with those of the same network with its weights shuffled; a method
 *     near 1 shows the picture and not the network
 */
public record MapJudgement(
        String method,
        int pictures,
        double deletion,
        double insertion,
        double road,
        OptionalDouble pointing,
        OptionalDouble energy,
        double sparsity,
        OptionalDouble sensitivity,
        OptionalDouble randomised) {
    /** From here on a method hardly depends on the weights. */
    private static final double UNMOVED = 0.7;

    /** Whether the map of a network that has learnt nothing is nearly the same. */
    public boolean ignoresTheWeights() {
        return randomised.isPresent() && randomised.getAsDouble() > UNMOVED;
    }
}
