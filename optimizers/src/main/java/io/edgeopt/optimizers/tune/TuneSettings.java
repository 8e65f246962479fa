package io.edgeopt.optimizers.tune;

import io.edgeopt.core.InvalidPlanException;
import java.util.List;
import java.util.Optional;

/**
 * How a model is trained further. Lengths are in steps, so that equal settings give equal weights on any machine.
 *
 * @param steps how many batches are learnt from
 * @param validations after how many equal stretches the model is judged; each stretch is rounded down to whole steps
 * @param batch samples in a step
 * @param rate the learning rate of AdamW after the first twentieth; it falls along a cosine
 * @param average decay of the moving average of weights, which then is what comes out; 0 for none
 * @param augment what becomes of pictures by chance, as recipes have it; empty for what suits the task
 * @param lesson what a teacher teaches, where one is given
 * @param seed of all chance
 * @param threads to compute with
 */
public record TuneSettings(
        int steps,
        int validations,
        int batch,
        double rate,
        double average,
        Optional<List<String>> augment,
        Lesson lesson,
        long seed,
        int threads) {
    private static final int USUAL_VALIDATIONS = 8;
    private static final int USUAL_BATCH = 32;
    private static final double USUAL_RATE = 5e-4;

    public TuneSettings {
        augment = augment.map(List::copyOf);
        check(steps >= 1, "steps", steps, "1 or more");
        check(validations >= 1 && validations <= steps, "validations", validations, "from 1 to the number of steps");
        check(batch >= 1, "batch", batch, "1 or more");
        check(rate > 0, "rate", rate, "above 0");
        check(threads >= 1, "threads", threads, "1 or more");
    }

    private static void check(boolean holds, String field, Object found, String expected) {
        if (!holds) {
            throw new InvalidPlanException("fine-tuning: %s is %s, expected %s".formatted(field, found, expected));
        }
    }

    /** What suits a network that has learnt before and was changed since: a small rate, and no averages. */
    public static TuneSettings of(int steps, long seed) {
        return new TuneSettings(
                steps,
                Math.min(steps, USUAL_VALIDATIONS),
                USUAL_BATCH,
                USUAL_RATE,
                0,
                Optional.empty(),
                Lesson.SOFT,
                seed,
                1);
    }

    /** The same, so long that each of so many samples is seen {@code epochs} times, and judged after each epoch. */
    public TuneSettings withEpochs(int epochs, int samples) {
        int each = Math.max(1, samples / Math.min(batch, Math.max(1, samples)));
        int all = Math.multiplyExact(epochs, each);
        return new TuneSettings(all, epochs, batch, rate, average, augment, lesson, seed, threads);
    }

    public TuneSettings withSteps(int changed) {
        return new TuneSettings(
                changed, Math.min(changed, validations), batch, rate, average, augment, lesson, seed, threads);
    }

    public TuneSettings withBatch(int changed) {
        return new TuneSettings(steps, validations, changed, rate, average, augment, lesson, seed, threads);
    }

    public TuneSettings withRate(double changed) {
        return new TuneSettings(steps, validations, batch, changed, average, augment, lesson, seed, threads);
    }

    public TuneSettings withAverage(double changed) {
        return new TuneSettings(steps, validations, batch, rate, changed, augment, lesson, seed, threads);
    }

    public TuneSettings withAugment(List<String> changed) {
        return new TuneSettings(steps, validations, batch, rate, average, Optional.of(changed), lesson, seed, threads);
    }

    public TuneSettings withLesson(Lesson changed) {
        return new TuneSettings(steps, validations, batch, rate, average, augment, changed, seed, threads);
    }

    public TuneSettings withThreads(int changed) {
        return new TuneSettings(steps, validations, batch, rate, average, augment, lesson, seed, changed);
    }
}
