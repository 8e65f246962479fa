package io.edgeopt.optimizers.replace;

import io.edgeopt.core.InvalidPlanException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is replaced.
 *
 * @param only names of nodes that give what is to be replaced; empty for all
 * @param kept names of those that stay
 * @param threads that samples are run with
 * @param seed of the places of maps that are looked at, and of the inputs on which the result is checked
 */
public record ReplaceSettings(Set<Part> parts, List<String> only, List<String> kept, int threads, long seed) {
    public ReplaceSettings {
        if (parts.isEmpty()) {
            throw new InvalidPlanException("nothing is to be replaced; name activations, gates or both");
        }
        parts = Set.copyOf(EnumSet.copyOf(parts));
        only = List.copyOf(only);
        kept = List.copyOf(kept);
    }

    public static ReplaceSettings of(Part... parts) {
        return new ReplaceSettings(Set.of(parts), List.of(), List.of(), 1, 0);
    }

    public ReplaceSettings withOnly(List<String> changed) {
        return new ReplaceSettings(parts, changed, kept, threads, seed);
    }

    public ReplaceSettings withKept(List<String> changed) {
        return new ReplaceSettings(parts, only, changed, threads, seed);
    }

    public ReplaceSettings withThreads(int changed) {
        return new ReplaceSettings(parts, only, kept, changed, seed);
    }

    public ReplaceSettings withSeed(long changed) {
        return new ReplaceSettings(parts, only, kept, threads, changed);
    }

    /** In the words of the command line, for lineages. */
    public String words() {
        String what = parts.stream().sorted().map(Part::toString).collect(Collectors.joining(","));
        return "replace --what %s%s%s".formatted(what, names(" --layers ", only), names(" --keep ", kept));
    }

    private static String names(String option, List<String> names) {
        return names.isEmpty() ? "" : option + String.join(",", names);
    }
}
