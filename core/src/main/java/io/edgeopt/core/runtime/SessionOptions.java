package io.edgeopt.core.runtime;

/**
 * How a model is to be run.
 *
 * @param threads threads within one operator; 0 leaves it to the backend
 * @param optimization how far the backend may rewrite the graph
 * @param provider the execution provider by name, such as {@code cpu}, {@code xnnpack}, {@code cuda}, {@code tensorrt}
 * @param allowFallback whether nodes that the provider cannot run may run on the CPU
 * @param spinning whether idle threads wait busily, which is faster alone and ruinous under a CPU quota
 * @param profile whether the time of each operator is recorded
 */
public record SessionOptions(
        int threads,
        Optimization optimization,
        String provider,
        boolean allowFallback,
        boolean spinning,
        boolean profile) {
    /** How far a backend may rewrite the graph before it runs it. */
    public enum Optimization {
        /** Every node as it is in the file. */
        NONE,
        /** Constants folded, batch norms folded, nothing that only this machine understands. */
        BASIC,
        /** Fused operators. */
        EXTENDED,
        /** And layouts chosen for this machine. */
        ALL
    }

    public static final SessionOptions DEFAULT = new SessionOptions(0, Optimization.ALL, "cpu", false, false, false);

    /** For those who look at a model's own tensors: the runtime rewrites nothing. */
    public static final SessionOptions AS_IT_IS = DEFAULT.withOptimization(Optimization.NONE);

    public SessionOptions {
        if (threads < 0) {
            throw new IllegalArgumentException("threads cannot be " + threads);
        }
    }

    public SessionOptions withThreads(int changed) {
        return new SessionOptions(changed, optimization, provider, allowFallback, spinning, profile);
    }

    public SessionOptions withOptimization(Optimization changed) {
        return new SessionOptions(threads, changed, provider, allowFallback, spinning, profile);
    }

    public SessionOptions withProvider(String changed) {
        return new SessionOptions(threads, optimization, changed, allowFallback, spinning, profile);
    }

    public SessionOptions withFallback(boolean changed) {
        return new SessionOptions(threads, optimization, provider, changed, spinning, profile);
    }

    public SessionOptions withSpinning(boolean changed) {
        return new SessionOptions(threads, optimization, provider, allowFallback, changed, profile);
    }

    public SessionOptions withProfile(boolean changed) {
        return new SessionOptions(threads, optimization, provider, allowFallback, spinning, changed);
    }
}
