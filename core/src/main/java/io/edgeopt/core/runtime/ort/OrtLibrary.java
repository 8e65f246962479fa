package io.edgeopt.core.runtime.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import io.edgeopt.core.BackendException;
import io.edgeopt.core.io.CacheFolder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The native library, loaded once; a failure to load it is remembered, for a second try gives a misleading error. */
final class OrtLibrary {
    private static @Nullable OrtEnvironment environment;
    private static @Nullable String failure;

    private OrtLibrary() {}

    static synchronized OrtEnvironment environment() {
        if (environment != null) {
            return environment;
        }
        if (failure != null) {
            throw new BackendException(failure);
        }
        try {
            OrtNatives.prepare(CacheFolder.of("onnxruntime"));
            environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "edgeopt");
            return environment;
        } catch (RuntimeException | LinkageError e) {
            failure =
                    "ONNX Runtime's native library does not load on this machine: %s; it exists for 64-bit Linux (x86 and ARM, glibc 2.27 or newer), macOS on ARM and Windows"
                            .formatted(rootMessage(e));
            throw new BackendException(failure, e);
        }
    }

    /** Why the library cannot be used; empty where it can. */
    static Optional<String> failure() {
        try {
            environment();
            return Optional.empty();
        } catch (BackendException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }
}
