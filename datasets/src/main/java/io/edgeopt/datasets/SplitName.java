package io.edgeopt.datasets;

import java.util.Locale;
import java.util.Optional;

/** The names that people give to the parts of a set, brought to three. */
final class SplitName {
    private SplitName() {}

    static Optional<String> of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "train", "training" -> Optional.of("train");
            case "val", "valid", "validation", "validate", "dev" -> Optional.of("val");
            case "test", "testing" -> Optional.of("test");
            default -> Optional.empty();
        };
    }
}
