package io.edgeopt.core.measure;

import java.util.Optional;

/**
 * What a benchmark does to every model.
 *
 * @param scenario {@code camera}, {@code single} or {@code offline}
 * @param source where frames come from
 * @param policy {@code newest} or {@code every}, in the scenario {@code camera}
 * @param fps at which frames are due; empty takes the source's rate
 * @param seconds each measurement lasts at most
 * @param frames each measurement has at most; empty leaves it to the time
 * @param warmup seconds before it that are not measured
 * @param rounds measurements of each model, each in a fresh process
 * @param backend what runs the models
 * @param threads 0 leaves it to the backend
 * @param resizer {@code card} or {@code swscale}
 * @param limit under which the processes run
 * @param device that the limit simulates, by name
 * @param seed of what is drawn and of the intervals
 */
public record BenchPlan(
        String scenario,
        String source,
        String policy,
        Optional<Double> fps,
        double seconds,
        Optional<Long> frames,
        double warmup,
        int rounds,
        String backend,
        int threads,
        String resizer,
        Optional<String> limit,
        Optional<String> device,
        long seed) {
    /** The same plan for so many frames. */
    public BenchPlan withFrames(long changed) {
        return new BenchPlan(
                scenario,
                source,
                policy,
                fps,
                seconds * Math.max(1, changed / (double) frames.orElse(changed)),
                Optional.of(changed),
                warmup,
                rounds,
                backend,
                threads,
                resizer,
                limit,
                device,
                seed);
    }
}
