package io.edgeopt.core.image.augment;

import java.util.List;
import java.util.SplittableRandom;

/** One way to change a scene by chance. The scene that is given is never changed itself. */
@FunctionalInterface
public interface Augmentation {
    Scene apply(Scene scene, SplittableRandom random);

    /** One after the other. */
    static Augmentation all(List<Augmentation> steps) {
        List<Augmentation> ordered = List.copyOf(steps);
        return (scene, random) -> {
            Scene changed = scene;
            for (Augmentation step : ordered) {
                // A stream of chance of its own, so that what one step draws does not shift the next.
                changed = step.apply(changed, random.split());
            }
            return changed;
        };
    }

    /**
     * The chance of one sample in one epoch: it depends on nothing else, so that neither order nor threads change what
     * a model is shown.
     */
    static SplittableRandom chance(long seed, String sampleId, long epoch) {
        long mixed = seed;
        for (int i = 0; i < sampleId.length(); i++) {
            mixed = mixed * 0x100000001B3L + sampleId.charAt(i);
        }
        return new SplittableRandom(mixed * 0x9E3779B97F4A7C15L + epoch);
    }
}
