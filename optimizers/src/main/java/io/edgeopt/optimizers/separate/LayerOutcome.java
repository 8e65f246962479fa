package io.edgeopt.optimizers.separate;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What became of one convolution.
 *
 * @param kernel its extents, such as {@code 3x3}
 * @param rank how many filters were kept, of a channel or of the layer as the form has it
 * @param fullRank how many would give the layer exactly
 * @param energy the share of the squares of its weights that the rank holds
 * @param macsBefore multiply-accumulates of the layer, for one item
 * @param macsAfter those of what stands in its place; where it was left, those that it would have taken
 * @param left why it was left as it is; empty where it was separated
 */
public record LayerOutcome(
        String layer,
        String kernel,
        OptionalInt rank,
        OptionalInt fullRank,
        OptionalDouble energy,
        long macsBefore,
        long macsAfter,
        Optional<String> left) {
    static LayerOutcome left(String layer, String kernel, long macs, String why) {
        return new LayerOutcome(
                layer,
                kernel,
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                macs,
                macs,
                Optional.of(why));
    }

    public boolean separated() {
        return left.isEmpty();
    }
}
