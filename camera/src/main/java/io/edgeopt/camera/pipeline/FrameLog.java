package io.edgeopt.camera.pipeline;

import java.util.Arrays;

/** When each processed frame passed each stage: nanoseconds since the run began, one row a frame. */
public final class FrameLog {
    /** The moments that are kept, in the order in which they come. */
    public enum Moment {
        /** When the frame was to be captured. */
        DUE(0),
        /** When the camera was asked for it. */
        ASKED(1),
        /** When it was captured and decoded. */
        GRABBED(2),
        /** When work on it began. */
        BEGUN(3),
        PREPARED(4),
        /** When inference began. */
        TAKEN(5),
        INFERRED(6),
        /** When the answer was read out of the model's numbers. */
        DECODED(7),
        /** When the answer had reached its sink. */
        DONE(8);

        private final int place;

        Moment(int place) {
            this.place = place;
        }
    }

    private static final int MOMENTS = Moment.values().length;
    private static final int ROOM = 4096;

    private final long begun;
    private long[] indices = new long[ROOM];
    private long[] nanos = new long[ROOM * MOMENTS];
    private int size;

    FrameLog(long begun) {
        this.begun = begun;
    }

    /** Nothing is made anew for a frame but for doubling the room when it is full. */
    void add(Job job) {
        if (size == indices.length) {
            indices = Arrays.copyOf(indices, 2 * size);
            nanos = Arrays.copyOf(nanos, 2 * nanos.length);
        }
        indices[size] = job.slot().index();
        int at = size * MOMENTS;
        nanos[at] = job.slot().due() - begun;
        nanos[at + 1] = job.slot().asked() - begun;
        nanos[at + 2] = job.slot().grabbed() - begun;
        nanos[at + 3] = job.begun() - begun;
        nanos[at + 4] = job.prepared() - begun;
        nanos[at + 5] = job.taken() - begun;
        nanos[at + 6] = job.inferred() - begun;
        nanos[at + 7] = job.decoded() - begun;
        nanos[at + 8] = job.done() - begun;
        size++;
    }

    /** How many frames were processed. */
    public int size() {
        return size;
    }

    /** The number of the frame in that row, by capture. */
    public long index(int row) {
        return indices[row];
    }

    public long at(int row, Moment moment) {
        return nanos[row * MOMENTS + moment.place];
    }

    /** Seconds between two moments of each frame. */
    public double[] seconds(Moment from, Moment to) {
        double[] seconds = new double[size];
        for (int row = 0; row < size; row++) {
            seconds[row] = (at(row, to) - at(row, from)) / 1e9;
        }
        return seconds;
    }

    /** Seconds since the run began at which that moment came. */
    public double[] times(Moment moment) {
        double[] seconds = new double[size];
        for (int row = 0; row < size; row++) {
            seconds[row] = at(row, moment) / 1e9;
        }
        return seconds;
    }
}
