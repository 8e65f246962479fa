package io.edgeopt.core.io;

import java.nio.file.Path;

/** Where we keep what can be made again: {@code EDGEOPT_CACHE}, or else the user's cache folder. */
public final class CacheFolder {
    private CacheFolder() {}

    /** The folder for one kind of thing. It need not exist yet. */
    public static Path of(String kind) {
        return root().resolve(kind);
    }

    private static Path root() {
        String own = System.getenv().getOrDefault("EDGEOPT_CACHE", "");
        if (!own.isBlank()) {
            return Path.of(own).toAbsolutePath();
        }
        String shared = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path caches = shared.isBlank() ? Path.of(System.getProperty("user.home", "."), ".cache") : Path.of(shared);
        return caches.resolve("edgeopt").toAbsolutePath();
    }
}
