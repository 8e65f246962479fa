package io.edgeopt.camera.pipeline;

import io.edgeopt.camera.Clock;
import io.edgeopt.camera.source.Slot;
import io.edgeopt.core.task.Prediction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One frame at work: its slot, a seat in every model, and when what was done. It circulates. */
final class Job {
    private final Clock clock;
    private final List<FrameModel> models;
    private final Turns turns;
    private final FrameModel.Seat[] seats;
    private final boolean[] ready;
    private final @Nullable Prediction[] answers;
    private @Nullable Slot slot;
    private long begun;
    private long prepared;
    private long taken;
    private long inferred;
    private long decoded;
    private long done;

    Job(Clock clock, List<FrameModel> models, Turns turns) {
        this.clock = clock;
        this.models = models;
        this.turns = turns;
        this.seats = models.stream().map(FrameModel::seat).toArray(FrameModel.Seat[]::new);
        this.ready = new boolean[seats.length];
        this.answers = new Prediction[seats.length];
    }

    /** Brings the frame into the inputs of the models whose turn it is. */
    void prepare(Slot frame, long turn) {
        slot = frame;
        begun = clock.nanos();
        for (int i = 0; i < seats.length; i++) {
            if (turns.isDue(i, turn)) {
                ready[i] = seats[i].prepare(frame);
            } else {
                seats[i].pass(frame);
                ready[i] = false;
            }
        }
        prepared = clock.nanos();
    }

    void infer() {
        taken = clock.nanos();
        for (int i = 0; i < seats.length; i++) {
            if (ready[i]) {
                seats[i].infer();
            }
        }
        inferred = clock.nanos();
        for (int i = 0; i < seats.length; i++) {
            answers[i] = ready[i] ? seats[i].decode() : null;
        }
        decoded = clock.nanos();
    }

    void deliver(Sink sink) {
        for (int i = 0; i < seats.length; i++) {
            Prediction answer = answers[i];
            if (answer != null) {
                sink.accept(slot(), models.get(i).name(), answer);
            }
        }
        sink.frame(slot());
        done = clock.nanos();
    }

    Slot slot() {
        Slot held = slot;
        if (held == null) {
            throw new IllegalStateException("a job without a frame");
        }
        return held;
    }

    long begun() {
        return begun;
    }

    long prepared() {
        return prepared;
    }

    long taken() {
        return taken;
    }

    long inferred() {
        return inferred;
    }

    long decoded() {
        return decoded;
    }

    long done() {
        return done;
    }

    void close() {
        for (FrameModel.Seat seat : seats) {
            seat.close();
        }
    }
}
