package io.edgeopt.camera.pipeline;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What all threads of a run count together. */
final class Tally {
    /** So many failures one after the other end the run: it would only go on failing. */
    private static final int MOST_IN_A_ROW = 20;

    private long captured;
    private long processed;
    private long dropped;
    private long failed;
    private int inARow;
    private @Nullable String failure;
    private boolean ended;
    private long lastCaptured;
    private long lastWorked;

    Tally(long now) {
        this.lastCaptured = now;
        this.lastWorked = now;
    }

    synchronized void captured(long now) {
        if (inHand() == 0) {
            lastWorked = now;
        }
        captured++;
        lastCaptured = now;
    }

    synchronized void processed(long now) {
        processed++;
        inARow = 0;
        lastWorked = now;
    }

    synchronized void dropped() {
        dropped++;
    }

    /** A frame failed; answers whether the run is to go on. */
    synchronized boolean failed(String why, long now) {
        failed++;
        lastWorked = now;
        inARow++;
        failure = why;
        ended |= inARow >= MOST_IN_A_ROW;
        return !ended;
    }

    /** The run cannot go on; what is said first is the reason. */
    synchronized void end(String why) {
        if (!ended) {
            failure = why;
            ended = true;
        }
    }

    /** Since when nothing has come of what is waited for longest: a frame, or an answer to one. */
    synchronized long silentSince() {
        return inHand() == 0 ? lastCaptured : Math.min(lastCaptured, lastWorked);
    }

    private long inHand() {
        return captured - processed - dropped - failed;
    }

    /** Frames that were in hand when the run was given up will come to nothing. */
    synchronized void settle() {
        dropped += inHand();
    }

    synchronized Counts counts() {
        return new Counts(captured, processed, dropped, failed);
    }

    synchronized Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    synchronized boolean ended() {
        return ended;
    }
}
