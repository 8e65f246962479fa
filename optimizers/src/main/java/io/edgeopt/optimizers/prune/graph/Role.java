package io.edgeopt.optimizers.prune.graph;

/** What a weight does to the channels that lie along one of its axes. */
public enum Role {
    /** One slice makes one channel: the filters of a convolution, the columns of a matrix. */
    MAKES,
    /** One slice is a channel's own filter, as in a depthwise convolution. */
    FILTERS,
    /** One slice is what the next layer makes of a channel. */
    READS,
    /** A factor for each channel, as of a batch norm. */
    SCALES,
    /** A number added to each channel: a bias. */
    SHIFTS,
    /** Anything else that has a number for each channel. */
    ACCOMPANIES
}
