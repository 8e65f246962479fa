package io.edgeopt.models.adapt;

import io.edgeopt.core.image.ImageSize;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a trained model is to become.
 *
 * @param labels its classes; empty where they stay
 * @param known which class of before a new one begins as, where their names differ: new name to old
 * @param size its input in pixels
 * @param frames of a clip that it sees
 * @param features the maps on which a new classifier is put, in place of all that comes after them
 * @param peaks whether its classifier is to judge by the peaks of maps too, and not by their means alone
 * @param beside what looks at frames beside a clip model
 */
public record AdaptSettings(
        List<String> labels,
        Map<String, String> known,
        Optional<ImageSize> size,
        Optional<Integer> frames,
        Optional<String> features,
        boolean peaks,
        Optional<Looks> beside) {
    /** Nothing but a free batch. */
    public static final AdaptSettings BATCH = new AdaptSettings(
            List.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());

    public AdaptSettings {
        labels = List.copyOf(labels);
        known = Map.copyOf(known);
    }

    public AdaptSettings withLabels(List<String> changed) {
        return new AdaptSettings(changed, known, size, frames, features, peaks, beside);
    }

    public AdaptSettings withKnown(Map<String, String> changed) {
        return new AdaptSettings(labels, changed, size, frames, features, peaks, beside);
    }

    public AdaptSettings withSize(ImageSize changed) {
        return new AdaptSettings(labels, known, Optional.of(changed), frames, features, peaks, beside);
    }

    public AdaptSettings withFrames(int changed) {
        return new AdaptSettings(labels, known, size, Optional.of(changed), features, peaks, beside);
    }

    public AdaptSettings onFeatures(String tensor) {
        return new AdaptSettings(labels, known, size, frames, Optional.of(tensor), peaks, beside);
    }

    public AdaptSettings withPeaks() {
        return new AdaptSettings(labels, known, size, frames, features, true, beside);
    }

    public AdaptSettings withBeside(Looks looks) {
        return new AdaptSettings(labels, known, size, frames, features, peaks, Optional.of(looks));
    }
}
