package io.edgeopt.engines;

import ai.djl.engine.Engine;
import io.edgeopt.core.BackendException;
import io.edgeopt.core.io.CacheFolder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of DJL's engines, loaded when first needed. What the first try gave is remembered: that an engine is listed proves
 * nothing, and a second try to load one that failed gives another, misleading error.
 */
final class DjlEngine {
    private final String engine;
    private final String remedy;
    private boolean tried;
    private @Nullable String failure;

    DjlEngine(String engine, String remedy) {
        this.engine = engine;
        this.remedy = remedy;
    }

    String name() {
        return engine;
    }

    /** Why it cannot be used; empty where it can. */
    synchronized Optional<String> failure() {
        if (!tried) {
            tried = true;
            failure = load();
        }
        return Optional.ofNullable(failure);
    }

    void require() {
        failure().ifPresent(why -> {
            throw new BackendException(why);
        });
    }

    /** Engines fail with errors of the class loader and the linker, not with exceptions alone. */
    @SuppressWarnings("CatchingUnchecked")
    private @Nullable String load() {
        stayOffline();
        try {
            Engine.getEngine(engine);
            return null;
        } catch (Exception | LinkageError e) {
            return "%s does not load on this machine: %s; %s".formatted(engine, rootMessage(e), remedy);
        }
    }

    /** Everything that DJL needs is on the class path; what it unpacks goes where our other caches are. */
    private static void stayOffline() {
        setIfAbsent("offline", "true");
        setIfAbsent("OPT_OUT_TRACKING", "true");
        if (System.getenv("DJL_CACHE_DIR") == null) {
            setIfAbsent("DJL_CACHE_DIR", CacheFolder.of("djl").toString());
        }
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
