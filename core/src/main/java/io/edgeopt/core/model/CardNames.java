package io.edgeopt.core.model;

import java.util.Locale;

/** How Java's names are spelled in a card. */
final class CardNames {
    private CardNames() {}

    /** {@code scoreThreshold} is {@code score_threshold}, {@code AnchorFree} is {@code anchor_free}. */
    static String of(String name) {
        return name.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
