package io.edgeopt.camera.pipeline;

/**
 * What became of the frames.
 *
 * @param captured that the source gave, damaged ones among them
 * @param processed that went all the way
 * @param dropped for a newer one, or because the run ended
 * @param failed that were damaged, or on which a stage failed
 */
public record Counts(long captured, long processed, long dropped, long failed) {
    /** Whether none got lost. */
    public boolean addUp() {
        return captured == processed + dropped + failed;
    }
}
