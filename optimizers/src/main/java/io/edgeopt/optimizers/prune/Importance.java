package io.edgeopt.optimizers.prune;

import io.edgeopt.optimizers.prune.graph.Group;

/** How much each channel of a group matters. What is least is cut first. */
interface Importance {
    /** One number a channel, 0 or more; their mean is about 1, so that groups can be compared. */
    double[] of(Group group, Weights weights);
}
