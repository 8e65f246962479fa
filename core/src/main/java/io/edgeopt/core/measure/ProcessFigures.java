package io.edgeopt.core.measure;

import java.util.Optional;

/**
 * What a process used of its machine while it measured. What is not there was not measured.
 *
 * @param cpuSeconds of all its threads
 * @param gcCount collections of garbage
 * @param gcSeconds that they took
 * @param others CPUs that other processes kept busy meanwhile, on average
 * @param baseBytes resident before the model was loaded
 * @param loadedBytes resident when the model was loaded and had run once
 * @param peakBytes resident at most, until the end
 * @param pssBytes resident at the end, shared pages divided among those who share them
 * @param throttled how the control group held it back
 */
public record ProcessFigures(
        double cpuSeconds,
        long gcCount,
        double gcSeconds,
        Optional<Double> others,
        Optional<Long> baseBytes,
        Optional<Long> loadedBytes,
        Optional<Long> peakBytes,
        Optional<Long> pssBytes,
        Optional<Throttling> throttled) {
    /**
     * How often a control group ran out of its share of CPU.
     *
     * @param periods that passed
     * @param held in which it was held back
     * @param seconds that it was held back in all
     */
    public record Throttling(long periods, long held, double seconds) {}
}
