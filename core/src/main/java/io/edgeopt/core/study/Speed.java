package io.edgeopt.core.study;

import io.edgeopt.core.measure.BenchPlan;
import io.edgeopt.core.measure.Fork;
import io.edgeopt.core.measure.FrameTimes;
import io.edgeopt.core.measure.Measured;
import io.edgeopt.core.measure.Percentiles;
import io.edgeopt.core.measure.Ratio;
import io.edgeopt.core.measure.Stage;
import io.edgeopt.core.measure.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How fast a variant answers before a camera.
 *
 * @param plan how that was measured
 * @param verdict whether it can be believed
 * @param fps distinct frames a second, the median of the rounds
 * @param slowestFps of any round
 * @param fastestFps of any round
 * @param frameMs all that is done to a frame, without waiting; where several models share a camera, means of turns, in
 *     which each model looks as often as in any other
 * @param inferenceMs the model alone; empty where several share a camera
 * @param ageMs how old a frame is when its answer is there
 * @param stages where a frame's time goes
 * @param cpuMsPerFrame CPU time of all threads by frame
 * @param peakBytes resident at most
 * @param sessionBytes what loading the model added
 * @param joulesPerFrame above what the machine takes when it rests
 * @param ratio of the work on a frame to the baseline's
 * @param rounds the raw samples, each in a process of its own
 */
public record Speed(
        BenchPlan plan,
        Verdict verdict,
        double fps,
        double slowestFps,
        double fastestFps,
        Optional<Percentiles> frameMs,
        Optional<Percentiles> inferenceMs,
        Optional<Percentiles> ageMs,
        List<Stage> stages,
        double cpuMsPerFrame,
        Optional<Long> peakBytes,
        Optional<Long> sessionBytes,
        Optional<Double> joulesPerFrame,
        Optional<Ratio> ratio,
        List<Round> rounds) {
    /**
     * The steady frames of one process, in the order of time.
     *
     * @param workMs all that was done to each; where several models share a camera, the mean of each turn
     * @param inferenceMs the model's part of it; none where several models share a camera
     * @param captureMs what it took to draw or decode each; none where several models share a camera
     * @param ageMs how old each was at its end
     * @param fps distinct frames a second
     */
    public record Round(
            List<Double> workMs, List<Double> inferenceMs, List<Double> captureMs, List<Double> ageMs, double fps) {
        public Round {
            workMs = List.copyOf(workMs);
            inferenceMs = List.copyOf(inferenceMs);
            captureMs = List.copyOf(captureMs);
            ageMs = List.copyOf(ageMs);
        }

        static Round of(Fork fork) {
            FrameTimes steady = fork.steadyFrames();
            boolean alone = fork.turn().isEmpty();
            return new Round(
                    list(fork.steadyWork()),
                    alone ? list(steady.inference()) : List.of(),
                    alone ? list(steady.capture()) : List.of(),
                    list(steady.age()),
                    steady.fps());
        }

        private static List<Double> list(double[] values) {
            return Arrays.stream(values).boxed().toList();
        }
    }

    public Speed {
        stages = List.copyOf(stages);
        rounds = List.copyOf(rounds);
    }

    /** What a benchmark found of one model; empty where it could not be measured. */
    public static Optional<Speed> of(BenchPlan plan, Verdict verdict, Measured measured) {
        if (measured.forks().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Speed(
                plan,
                verdict,
                measured.fps(),
                measured.slowestFps(),
                measured.fastestFps(),
                measured.frameMs(),
                measured.forks().stream().anyMatch(fork -> fork.turn().isPresent())
                        ? Optional.empty()
                        : measured.inferenceMs(),
                measured.ageMs(),
                measured.stages(),
                measured.cpuMsPerFrame(),
                measured.peakBytes(),
                measured.sessionBytes(),
                measured.joulesPerFrame(),
                measured.ratio(),
                measured.forks().stream().map(Round::of).toList()));
    }
}
