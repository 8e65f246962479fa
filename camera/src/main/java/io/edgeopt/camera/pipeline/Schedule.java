package io.edgeopt.camera.pipeline;

import io.edgeopt.camera.Clock;

/** When frames are due, and when there are to be no more. For the thread that captures. */
final class Schedule {
    private final Clock clock;
    private final RunPlan plan;
    private final long began;
    private final long until;
    private long count;
    private boolean over;

    Schedule(Clock clock, RunPlan plan, long began) {
        this.clock = clock;
        this.plan = plan;
        this.began = began;
        double nanos = plan.seconds() * 1e9;
        this.until = nanos > Long.MAX_VALUE / 4.0 ? Long.MAX_VALUE : began + Math.round(nanos);
    }

    /** Waits until the next frame is due; false where none is to come. */
    boolean awaitNext() throws InterruptedException {
        if (plan.fps().isPresent() && !isOver()) {
            clock.sleepUntil(planned());
        }
        return !isOver();
    }

    boolean isOver() {
        boolean beyond = plan.fps().isPresent() && planned() >= until;
        return over || count >= plan.frames() || beyond || clock.nanos() >= until;
    }

    private long planned() {
        return began + Math.round(count * 1e9 / plan.fps().orElseThrow());
    }

    /** When the present frame was due: as planned, or else now. */
    long due(long now) {
        return plan.fps().isPresent() ? planned() : now;
    }

    long count() {
        return count;
    }

    void advance() {
        count++;
    }

    void end() {
        over = true;
    }
}
