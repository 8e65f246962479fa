package io.edgeopt.optimizers.prune.graph;

import java.util.List;

/**
 * Channels that lie along the same axes of the same weights. Each can be cut alone, out of all of these at once.
 *
 * @param name of the layer that makes them
 * @param first the number of the first channel; the others follow
 * @param members the nodes that they touch, in the graph's order
 */
public record Group(String name, int first, int channels, List<WeightAxis> weights, List<Member> members) {
    public Group {
        weights = List.copyOf(weights);
        members = List.copyOf(members);
    }

    /** How many channels of a layer one channel of this group stands for: in grouped convolutions one for each. */
    public int each() {
        return weights.stream()
                .filter(weight -> weight.role() == Role.MAKES || weight.role() == Role.FILTERS)
                .mapToInt(WeightAxis::each)
                .min()
                .orElse(1);
    }
}
