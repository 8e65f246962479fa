package io.edgeopt.camera.pipeline;

import java.util.Optional;

/**
 * How a run of the pipeline went.
 *
 * @param seconds it took
 * @param failure why it ended before its time, or the last thing that went wrong on the way
 * @param ended whether it ended before its time
 * @param reconnects how many times the source was lost and found again
 */
public record Outcome(
        Counts counts, FrameLog log, double seconds, Optional<String> failure, boolean ended, int reconnects) {}
