package io.edgeopt.cli;

import java.nio.file.Path;
import java.util.Optional;

/** The folders that belong to edgeopt and to its user. */
final class Home {
    private Home() {}

    /** Where edgeopt is: the repository's root or the unpacked distribution. The launcher says. */
    static Path folder() {
        return Path.of(System.getProperty("edgeopt.home", "."));
    }

    /** The user's own models. */
    static Path models() {
        return Optional.ofNullable(System.getProperty("edgeopt.models"))
                .or(() -> Optional.ofNullable(System.getenv("EDGEOPT_MODELS")))
                .map(Path::of)
                .orElseGet(() -> base("XDG_DATA_HOME", ".local/share").resolve("models"));
    }

    /** Whom the user's door knows. */
    static Path gallery() {
        return models().resolveSibling("gallery.json");
    }

    /** What can be thrown away: unpacked native libraries. */
    static Path cache() {
        return base("XDG_CACHE_HOME", ".cache");
    }

    private static Path base(String variable, String otherwise) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(path -> path.startsWith("/"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home", "."), otherwise.split("/")))
                .resolve("edgeopt");
    }
}
