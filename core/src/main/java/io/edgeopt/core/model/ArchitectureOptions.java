package io.edgeopt.core.model;

import io.edgeopt.core.image.ImageSize;
import java.util.List;
import java.util.Optional;

/**
 * What a network is built for; what is left out is the architecture's own choice.
 *
 * @param labels class names; empty for the architecture's own
 * @param width what channel counts are multiplied by
 * @param size of the input in pixels
 * @param frames how many a clip has
 * @param seed of the first weights
 */
public record ArchitectureOptions(
        List<String> labels, Optional<Double> width, Optional<ImageSize> size, Optional<Integer> frames, long seed) {
    public static final ArchitectureOptions DEFAULT =
            new ArchitectureOptions(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), 0);

    public ArchitectureOptions {
        labels = List.copyOf(labels);
    }

    public ArchitectureOptions withLabels(List<String> changed) {
        return new ArchitectureOptions(changed, width, size, frames, seed);
    }

    public ArchitectureOptions withWidth(double changed) {
        return new ArchitectureOptions(labels, Optional.of(changed), size, frames, seed);
    }

    public ArchitectureOptions withSize(ImageSize changed) {
        return new ArchitectureOptions(labels, width, Optional.of(changed), frames, seed);
    }

    public ArchitectureOptions withFrames(int changed) {
        return new ArchitectureOptions(labels, width, size, Optional.of(changed), seed);
    }

    public ArchitectureOptions withSeed(long changed) {
        return new ArchitectureOptions(labels, width, size, frames, changed);
    }
}
