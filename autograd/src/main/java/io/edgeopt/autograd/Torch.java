package io.edgeopt.autograd;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.edgeopt.core.BackendException;

/** PyTorch itself, loaded when it is first asked for: that takes a second or two, five the first time. */
final class Torch {
    private static final Torch STARTED = new Torch();

    private final Engine engine;

    private Torch() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
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
    static void threads(int threads) {
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
