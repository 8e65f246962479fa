package io.edgeopt.optimizers.separate;

import io.edgeopt.core.InvalidPlanException;
import java.util.List;

/**
 * What is separated, into what, and how nearly.
 *
 * @param layers names of convolutions; empty for all
 * @param seed of the inputs on which the result is checked
 */
public record SeparateSettings(Form form, Depth depth, List<String> layers, long seed) {
    /** How many filters are kept of each layer. */
    public sealed interface Depth {}

    /** As few as hold this share of a layer's energy, the sum of squares of its weights. */
    public record Energy(double share) implements Depth {
        public Energy {
            if (!(share > 0 && share <= 1)) {
                throw new InvalidPlanException("energy is %s, expected above 0, at most 1".formatted(share));
            }
        }
    }

    /** That many, of a channel or, of the forms other than depthwise, of a layer. */
    public record Rank(int rank) implements Depth {
        public Rank {
            if (rank < 1) {
                throw new InvalidPlanException("rank is %d, expected 1 or more".formatted(rank));
            }
        }
    }

    /** As many as leave a layer at least so many times cheaper; layers that cannot be are left. */
    public record Saving(double times) implements Depth {
        public Saving {
            if (!(times > 1)) {
                throw new InvalidPlanException("a saving of %s is none, expected above 1".formatted(times));
            }
        }
    }

    public SeparateSettings {
        layers = List.copyOf(layers);
    }

    /** All layers of which nine tenths of the energy cost less than the whole. */
    public static SeparateSettings of(Form form) {
        return new SeparateSettings(form, new Energy(0.9), List.of(), 0);
    }

    public SeparateSettings withDepth(Depth changed) {
        return new SeparateSettings(form, changed, layers, seed);
    }

    public SeparateSettings withLayers(List<String> changed) {
        return new SeparateSettings(form, depth, changed, seed);
    }

    /** In the words of the command line, for lineages. */
    public String words() {
        String how = depth instanceof Energy energy
                ? "--energy " + energy.share()
                : depth instanceof Rank rank ? "--rank " + rank.rank() : "--saving " + ((Saving) depth).times();
        return "separate --form %s %s%s"
                .formatted(form, how, layers.isEmpty() ? "" : " --layers " + String.join(",", layers));
    }
}
