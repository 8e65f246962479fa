package io.edgeopt.optimizers.prune.graph;

import java.util.List;

/**
 * An axis of a weight along which the channels of a group lie.
 *
 * @param role what the weight does there
 * @param indices for each channel of the group the places along the axis that are its own
 */
public record WeightAxis(String weight, int axis, Role role, List<List<Integer>> indices) {
    public WeightAxis {
        indices = List.copyOf(indices);
    }

    /** How many places one channel has here: more than one where it has many pixels, or stands in several groups. */
    public int each() {
        return indices.get(0).size();
    }
}
