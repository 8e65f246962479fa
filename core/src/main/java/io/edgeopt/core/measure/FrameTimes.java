package io.edgeopt.core.measure;

import java.util.List;

/**
 * When each processed frame passed each stage: one list a moment, microseconds since the run began. These are the raw
 * samples: whatever else is said of a run can be computed again from them.
 *
 * @param index number of the frame by capture
 * @param due when it was to be captured
 * @param asked when the source was asked for it
 * @param grabbed when it was captured and decoded
 * @param begun when preparation began
 * @param prepared when it lay in the model's input
 * @param taken when inference began
 * @param inferred when it ended
 * @param decoded when the answer was read out of the numbers
 * @param done when it had reached its sink
 */
public record FrameTimes(
        List<Long> index,
        List<Long> due,
        List<Long> asked,
        List<Long> grabbed,
        List<Long> begun,
        List<Long> prepared,
        List<Long> taken,
        List<Long> inferred,
        List<Long> decoded,
        List<Long> done) {
    private static final double MICROS = 1000;

    public FrameTimes {
        index = List.copyOf(index);
        due = List.copyOf(due);
        asked = List.copyOf(asked);
        grabbed = List.copyOf(grabbed);
        begun = List.copyOf(begun);
        prepared = List.copyOf(prepared);
        taken = List.copyOf(taken);
        inferred = List.copyOf(inferred);
        decoded = List.copyOf(decoded);
        done = List.copyOf(done);
    }

    public int size() {
        return done.size();
    }

    /** The same without the first frames. */
    public FrameTimes from(int first) {
        int end = size();
        return new FrameTimes(
                index.subList(first, end),
                due.subList(first, end),
                asked.subList(first, end),
                grabbed.subList(first, end),
                begun.subList(first, end),
                prepared.subList(first, end),
                taken.subList(first, end),
                inferred.subList(first, end),
                decoded.subList(first, end),
                done.subList(first, end));
    }

    /** Milliseconds between two of the lists. */
    static double[] milliseconds(List<Long> from, List<Long> to) {
        double[] milliseconds = new double[from.size()];
        for (int i = 0; i < milliseconds.length; i++) {
            milliseconds[i] = (to.get(i) - from.get(i)) / MICROS;
        }
        return milliseconds;
    }

    /** How old a frame is when its answer is there, from when it was due: milliseconds. */
    public double[] age() {
        return milliseconds(due, done);
    }

    /** To draw or decode the frame: milliseconds. */
    public double[] capture() {
        return milliseconds(asked, grabbed);
    }

    /** The model alone: milliseconds. */
    public double[] inference() {
        return milliseconds(taken, inferred);
    }

    /** All that is done to a frame once it is there, without waiting: milliseconds. */
    public double[] work() {
        double[] before = milliseconds(begun, prepared);
        double[] after = milliseconds(taken, done);
        for (int i = 0; i < before.length; i++) {
            before[i] += after[i];
        }
        return before;
    }

    /** The mean work on a frame in each whole turn of so many frames: milliseconds. */
    public double[] work(int turn) {
        double[] work = work();
        double[] means = new double[work.length / turn];
        for (int i = 0; i < means.length * turn; i++) {
            means[i / turn] += work[i] / turn;
        }
        return means;
    }

    /** Distinct frames a second. */
    public double fps() {
        if (size() < 2) {
            return 0;
        }
        return (size() - 1) * 1e6 / Math.max(1, done.get(size() - 1) - done.get(0));
    }

    /**
     * How old the newest answer is, looked at every 10 ms: unlike the age of frames it shows when nothing comes at all.
     * Milliseconds.
     */
    public double[] staleness() {
        long step = 10_000;
        if (size() < 2) {
            return new double[0];
        }
        long first = done.get(0);
        int count = (int) ((done.get(size() - 1) - first) / step);
        double[] staleness = new double[count];
        int newest = 0;
        for (int i = 0; i < count; i++) {
            long now = first + i * step;
            while (newest + 1 < size() && done.get(newest + 1) <= now) {
                newest++;
            }
            staleness[i] = (now - due.get(newest)) / MICROS;
        }
        return staleness;
    }
}
