package io.edgeopt.optimizers.prune.graph;

/**
 * A node that the channels of a group touch.
 *
 * @param part what it does to them
 */
public record Member(String node, String operator, Part part) {
    /** What a node does to channels. */
    public enum Part {
        /** They come out of it. */
        MAKES,
        /** They go in and come out. */
        PASSES,
        /** They go in and something else comes out. */
        READS
    }
}
