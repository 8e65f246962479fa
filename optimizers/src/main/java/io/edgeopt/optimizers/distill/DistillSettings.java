package io.edgeopt.optimizers.distill;

import io.edgeopt.optimizers.tune.Lesson;
import io.edgeopt.optimizers.tune.TuneSettings;

/**
 * How a student learns.
 *
 * @param training for how long, how fast, and what of the teacher
 * @param control whether the same student also learns without the teacher, by the same plan and seed: only against it
 *     can one say what the teacher was worth
 */
public record DistillSettings(TuneSettings training, boolean control) {
    private static final double RATE_FROM_NOTHING = 3e-3;
    private static final double AVERAGE = 0.998;

    /** What suits a network that has learnt nothing yet. */
    public static DistillSettings of(Lesson lesson, int steps, long seed) {
        TuneSettings training = TuneSettings.of(steps, seed)
                .withRate(RATE_FROM_NOTHING)
                .withAverage(AVERAGE)
                .withLesson(lesson);
        return new DistillSettings(training, true);
    }

    public DistillSettings withTraining(TuneSettings changed) {
        return new DistillSettings(changed, control);
    }

    public DistillSettings withControl(boolean changed) {
        return new DistillSettings(training, changed);
    }
}
