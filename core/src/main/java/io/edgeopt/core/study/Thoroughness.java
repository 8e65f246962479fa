package io.edgeopt.core.study;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How much a study does before it answers. */
public enum Thoroughness {
    /** A few seconds: for tests, and to see that everything fits. */
    TINY,
    /** Under five minutes on two cores: nothing is trained, and what it says is indicative. */
    QUICK,
    /** The whole method. */
    STANDARD,
    /** A night. */
    FULL;

    /**
     * Numbers that follow from it.
     *
     * @param testSamples that models are scored on, at most
     * @param trainSamples to calibrate with and to learn from, where they have to be drawn
     * @param calibration samples to calibrate with
     * @param probes pictures on which maps are made
     * @param occlusionProbes of them, by methods that take long
     * @param coarse whether those hide large windows
     * @param zeros share of the weights that masks cover
     * @param macsLeft share of the multiply-accumulates that is left when channels are cut
     * @param tuneSteps of training after a change; 0 for none
     * @param studentSteps of training of a network that has learnt nothing
     * @param controls whether what had a teacher is also made without one
     * @param resamplings of the test samples, for intervals
     * @param layers whether variants are asked how much each layer alone does to them
     * @param frames that a measurement lasts
     * @param warmup seconds of it that do not count
     * @param rounds measurements of each variant, each in a process of its own
     * @param fps of the camera
     * @param models of the default study, 0 for all
     */
    public record Amounts(
            int testSamples,
            int trainSamples,
            int calibration,
            int probes,
            int occlusionProbes,
            boolean coarse,
            double zeros,
            double macsLeft,
            int tuneSteps,
            int studentSteps,
            boolean controls,
            int resamplings,
            boolean layers,
            int frames,
            double warmup,
            int rounds,
            double fps,
            int models) {}

    public Amounts amounts() {
        return switch (this) {
            case TINY -> new Amounts(48, 48, 16, 4, 1, true, 0.5, 0.8, 4, 4, false, 200, false, 24, 0.2, 1, 60, 1);
            case QUICK -> new Amounts(256, 64, 64, 8, 2, true, 0.5, 0.8, 0, 24, false, 400, false, 80, 0.5, 1, 60, 0);
            case STANDARD ->
                new Amounts(1000, 4000, 128, 32, 8, false, 0.8, 0.5, 400, 1500, true, 1000, true, 300, 3, 3, 30, 0);
            case FULL ->
                new Amounts(2000, 12_000, 256, 64, 16, false, 0.8, 0.5, 4000, 7500, true, 1000, true, 900, 5, 5, 30, 0);
        };
    }

    /** Whether it measures too little to decide by. */
    public boolean indicative() {
        return this == TINY || this == QUICK;
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Thoroughness::toString).toList();
    }

    public static Thoroughness named(String name) {
        return Arrays.stream(values())
                .filter(one -> one.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidPlanException("there is no preset '%s'%s (known: %s)"
                        .formatted(name, Suggestion.sentence(name, names()), String.join(", ", names()))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
