package io.edgeopt.autograd;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.edgeopt.core.BackendException;
import io.edgeopt.core.io.CacheFolder;

/** PyTorch itself, loaded when it is first asked for: that takes a second or two, five the first time. */
public final class Torch {
    private static final Torch STARTED = new Torch();

    private final Engine engine;

    private Torch() {
        // Everything that is needed is on the class path; what is unpacked goes where our other caches are.
        System.setProperty("offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        if (System.getenv("DJL_CACHE_DIR") == null && System.getProperty("DJL_CACHE_DIR") == null) {
            System.setProperty("DJL_CACHE_DIR", CacheFolder.of("djl").toString());
        }
        try {
            engine = Engine.getEngine("PyTorch");
        } catch (RuntimeException | LinkageError e) {
            throw new BackendException(
                    "PyTorch cannot be loaded here: %s; gradients and training need it"
                            .formatted(rootCause(e).getMessage()),
                    e);
        }
    }

    /** A manager that owns whatever is not handed to a shorter-lived one. */
    static PtNDManager manager() {
        return (PtNDManager) STARTED.engine.newBaseManager();
    }

    /** Runs with the given number of threads within an operator. */
    public static void threads(int threads) {
        manager().close();
        JniUtils.setNumThreads(threads);
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
