package io.edgeopt.core.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * One model's measurements, and what follows from them.
 *
 * @param model the file
 * @param digest SHA-256 of it
 * @param fileBytes its size
 * @param fps distinct frames a second, the median of the rounds
 * @param slowestFps of any round
 * @param fastestFps of any round
 * @param frameMs all that is done to a frame, without waiting; of several models the means of whole turns
 * @param inferenceMs the model alone
 * @param ageMs how old a frame is when its answer is there
 * @param stalenessMs how old the newest answer is at any moment
 * @param stages where a frame's time goes
 * @param cpuMsPerFrame CPU time of all threads by frame, the median of the rounds
 * @param peakBytes resident at most, in any round
 * @param sessionBytes what loading the model added, the median of the rounds
 * @param joulesPerFrame above what the machine takes when it rests, the median of the rounds
 * @param sustained how the last round went on, if it was long
 * @param failure why there is nothing, or less than there should be
 * @param ratio of the work on a frame to the first model's
 * @param forks the measurements, in their order in time
 */
public record Measured(
        String model,
        String digest,
        long fileBytes,
        double fps,
        double slowestFps,
        double fastestFps,
        Optional<Percentiles> frameMs,
        Optional<Percentiles> inferenceMs,
        Optional<Percentiles> ageMs,
        Optional<Percentiles> stalenessMs,
        List<Stage> stages,
        double cpuMsPerFrame,
        Optional<Long> peakBytes,
        Optional<Long> sessionBytes,
        Optional<Double> joulesPerFrame,
        Optional<Sustained> sustained,
        Optional<String> failure,
        Optional<Ratio> ratio,
        List<Fork> forks) {
    public Measured {
        stages = List.copyOf(stages);
        forks = List.copyOf(forks);
    }

    /** What follows from {@code forks}; {@code baseline} are those of the model to compare with, round by round. */
    public static Measured of(
            String model,
            String digest,
            long fileBytes,
            List<Fork> forks,
            Optional<List<Fork>> baseline,
            Optional<String> failure,
            long seed) {
        List<Fork> measured =
                forks.stream().filter(fork -> fork.steadyFrames().size() > 1).toList();
        List<FrameTimes> steady = measured.stream().map(Fork::steadyFrames).toList();
        int block = block(steady);
        int turn =
                forks.stream().flatMap(fork -> fork.turn().stream()).findFirst().orElse(1);
        int turns = Math.max(1, block / turn);
        return new Measured(
                model,
                digest,
                fileBytes,
                median(forks.stream().map(fork -> fork.steadyFrames().fps()).toList())
                        .orElse(0),
                steady.stream().mapToDouble(FrameTimes::fps).min().orElse(0),
                steady.stream().mapToDouble(FrameTimes::fps).max().orElse(0),
                percentiles(measured, Fork::steadyWork, turns, seed),
                percentiles(steady, FrameTimes::inference, block, seed),
                percentiles(steady, FrameTimes::age, block, seed),
                // Looked at every 10 ms: so a block of a second has 100.
                percentiles(steady, FrameTimes::staleness, 100, seed),
                Stages.of(steady),
                median(forks.stream()
                                .filter(fork -> fork.processed() > 0)
                                .map(fork -> 1000 * fork.process().cpuSeconds() / fork.processed())
                                .toList())
                        .orElse(0),
                forks.stream()
                        .flatMap(fork -> fork.process().peakBytes().stream())
                        .max(Long::compare),
                sessionBytes(forks),
                joulesPerFrame(forks),
                forks.isEmpty() ? Optional.empty() : Sustained.of(forks.get(forks.size() - 1)),
                failure.or(() ->
                        forks.stream().flatMap(fork -> fork.failure().stream()).findFirst()),
                baseline.flatMap(against -> ratio(against, forks, turns, seed)),
                forks);
    }

    /** The same under the name that its file has elsewhere. */
    public Measured named(String file) {
        return new Measured(
                file,
                digest,
                fileBytes,
                fps,
                slowestFps,
                fastestFps,
                frameMs,
                inferenceMs,
                ageMs,
                stalenessMs,
                stages,
                cpuMsPerFrame,
                peakBytes,
                sessionBytes,
                joulesPerFrame,
                sustained,
                failure,
                ratio,
                forks);
    }

    /** As many frames as come in a second. */
    private static int block(List<FrameTimes> steady) {
        return (int) Math.max(
                1, Math.ceil(steady.stream().mapToDouble(FrameTimes::fps).max().orElse(1)));
    }

    private static <T> Optional<Percentiles> percentiles(
            List<T> rounds, Function<T, double[]> series, int block, long seed) {
        double[] all =
                rounds.stream().map(series).flatMapToDouble(Arrays::stream).toArray();
        return all.length == 0 ? Optional.empty() : Optional.of(Percentiles.of(all, block, seed));
    }

    private static Optional<Ratio> ratio(List<Fork> baseline, List<Fork> forks, int block, long seed) {
        int rounds = Math.min(baseline.size(), forks.size());
        List<double[]> before = new ArrayList<>();
        List<double[]> after = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            double[] one = baseline.get(i).steadyWork();
            double[] other = forks.get(i).steadyWork();
            if (one.length > 0 && other.length > 0) {
                before.add(one);
                after.add(other);
            }
        }
        return before.isEmpty() ? Optional.empty() : Optional.of(Ratio.of("frame", before, after, block, seed));
    }

    private static Optional<Double> joulesPerFrame(List<Fork> forks) {
        OptionalDouble joules = median(
                forks.stream().flatMap(fork -> fork.joulesPerFrame().stream()).toList());
        return joules.isPresent() ? Optional.of(joules.getAsDouble()) : Optional.empty();
    }

    private static Optional<Long> sessionBytes(List<Fork> forks) {
        OptionalDouble bytes = median(forks.stream()
                .map(Fork::process)
                .filter(process ->
                        process.baseBytes().isPresent() && process.loadedBytes().isPresent())
                .map(process -> (double)
                        (process.loadedBytes().get() - process.baseBytes().get()))
                .toList());
        return bytes.isPresent() ? Optional.of(Math.round(bytes.getAsDouble())) : Optional.empty();
    }

    static OptionalDouble median(List<Double> values) {
        if (values.isEmpty()) {
            return OptionalDouble.empty();
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return OptionalDouble.of(
                sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2);
    }
}
