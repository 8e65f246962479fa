package io.edgeopt.autograd.feed;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.augment.Augmentation;

/**
 * How samples are dealt out to a training.
 *
 * @param batch samples in a step
 * @param augmentation what becomes of pictures by chance
 * @param augmented the same in words, which tell one training from another
 * @param smoothing of labels: the share of certainty that is spread over all classes
 * @param mixup alpha of the beta distribution from which the shares of mixed pairs are drawn; 0 mixes none
 * @param balanced whether every class is drawn equally often rather than every sample once
 * @param cache bytes of decoded pictures to keep
 * @param seed of all chance
 */
public record Learning(
        int batch,
        Augmentation augmentation,
        String augmented,
        double smoothing,
        double mixup,
        boolean balanced,
        long cache,
        long seed) {
    private static final long USUAL_CACHE = 1L << 30;

    public Learning {
        if (batch < 1 || !(smoothing >= 0 && smoothing < 1) || !(mixup >= 0) || cache < 0) {
            throw new InvalidPlanException(
                    "batch %d must be 1 or more, label smoothing %s within 0 to 1, and mixup %s not negative"
                            .formatted(batch, smoothing, mixup));
        }
    }

    /** Samples as they are. */
    public static Learning plain(int batch, long seed) {
        return new Learning(batch, (scene, random) -> scene, "nothing", 0, 0, false, USUAL_CACHE, seed);
    }

    public Learning withAugmentation(Augmentation changed, String words) {
        return new Learning(batch, changed, words, smoothing, mixup, balanced, cache, seed);
    }

    public Learning withSmoothing(double changed) {
        return new Learning(batch, augmentation, augmented, changed, mixup, balanced, cache, seed);
    }

    public Learning withMixup(double changed) {
        return new Learning(batch, augmentation, augmented, smoothing, changed, balanced, cache, seed);
    }

    public Learning withBalance(boolean changed) {
        return new Learning(batch, augmentation, augmented, smoothing, mixup, changed, cache, seed);
    }

    /** What tells it from another, apart from the data. */
    String digest() {
        return "batch %d, augmented %s, smoothing %s, mixup %s, balanced %s, seed %d"
                .formatted(batch, augmented, smoothing, mixup, balanced, seed);
    }
}
