package io.edgeopt.optimizers.quantize;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which scheme a model got, and what that was decided by.
 *
 * @param scheme {@code float} where none was faster
 * @param rivals what was measured; empty where an earlier decision was kept to
 * @param inFloat layers that were left in float because they run faster so
 * @param replayed whether an earlier decision was kept to
 */
public record Choice(String scheme, List<Rival> rivals, List<String> inFloat, boolean replayed) {
    /** The scheme that leaves a model in float. */
    public static final String FLOAT = "float";

    private static final String SCHEME = "scheme";
    private static final String IN_FLOAT = "in_float";
    private static final String BETWEEN = "\n";

    public Choice {
        rivals = List.copyOf(rivals);
        inFloat = List.copyOf(inFloat);
    }

    /** What another run needs to know in order to decide the same. */
    public Map<String, String> decided() {
        return Map.of(SCHEME, scheme, IN_FLOAT, String.join(BETWEEN, inFloat));
    }

    /** The choice that an earlier run told of; empty where it told of none. */
    public static Optional<Choice> of(Map<String, String> decided) {
        String layers = decided.getOrDefault(IN_FLOAT, "");
        List<String> inFloat = layers.isEmpty() ? List.of() : List.of(layers.split(BETWEEN, -1));
        return Optional.ofNullable(decided.get(SCHEME)).map(scheme -> new Choice(scheme, List.of(), inFloat, true));
    }
}
