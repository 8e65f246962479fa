package io.edgeopt.core.measure;

import java.util.List;
import java.util.Optional;

/**
 * One measurement in a process of its own, as that process tells it.
 *
 * @param captured frames that the source gave
 * @param processed that went all the way
 * @param dropped for newer ones
 * @param failed that were damaged, or on which a stage failed
 * @param seconds it took
 * @param warmedUp frames that were processed before, unmeasured
 * @param loadSeconds to open the model
 * @param reconnects how often the source was lost and found again
 * @param failure what went wrong last
 * @param ended whether that ended it before its time
 * @param source what the frames came from
 * @param resizer which code resized them
 * @param guesses what had to be assumed of the model
 * @param process what it used
 * @param telemetry of the machine meanwhile
 * @param machine as that process saw it, its limits among the rest
 * @param frames the raw samples
 * @param turn of several models on one camera: how many frames it takes until each looked as often as in any other turn
 * @param energy that the machine took meanwhile; empty where no meter tells
 * @param powerMode in which the board ran, by its own name for it
 */
public record Fork(
        long captured,
        long processed,
        long dropped,
        long failed,
        double seconds,
        long warmedUp,
        double loadSeconds,
        int reconnects,
        Optional<String> failure,
        boolean ended,
        String source,
        String resizer,
        List<String> guesses,
        ProcessFigures process,
        List<Reading> telemetry,
        Machine machine,
        FrameTimes frames,
        Optional<Integer> turn,
        Optional<Energy> energy,
        Optional<String> powerMode) {
    public Fork {
        guesses = List.copyOf(guesses);
        telemetry = List.copyOf(telemetry);
    }

    /**
     * The machine at one moment.
     *
     * @param seconds since the run began
     * @param megahertz of the fastest core
     * @param celsius of the hottest zone
     * @param joules that RAPL has counted for all packages since the run began
     * @param residentBytes of this process
     * @param gpuMegahertz of the graphics processor
     * @param gpuLoad how much of it was busy, to 1
     */
    public record Reading(
            double seconds,
            Optional<Double> megahertz,
            Optional<Double> celsius,
            Optional<Double> joules,
            Optional<Long> residentBytes,
            Optional<Double> gpuMegahertz,
            Optional<Double> gpuLoad) {
        /** Of a machine without a graphics processor that tells anything. */
        public Reading(
                double seconds,
                Optional<Double> megahertz,
                Optional<Double> celsius,
                Optional<Double> joules,
                Optional<Long> residentBytes) {
            this(seconds, megahertz, celsius, joules, residentBytes, Optional.empty(), Optional.empty());
        }
    }

    /** The frames that count: the steady ones, or all where none are. */
    public FrameTimes steadyFrames() {
        return frames.from(steadiness().from() * turn.orElse(1));
    }

    /** By processed frame, above what the machine takes when it rests. */
    public Optional<Double> joulesPerFrame() {
        return processed < 1
                ? Optional.empty()
                : energy.flatMap(Energy::joulesAboveIdle).map(joules -> joules / processed);
    }

    /** Of the work on a frame. */
    public SteadyState steadiness() {
        return SteadyState.of(work(frames));
    }

    /** Milliseconds of work on the steady frames; of several models the means of whole turns, because frames differ. */
    public double[] steadyWork() {
        return work(steadyFrames());
    }

    private double[] work(FrameTimes of) {
        return turn.isPresent() ? of.work(turn.get()) : of.work();
    }
}
