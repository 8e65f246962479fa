package io.edgeopt.core.explain;

/** A way to explain answers, known by name. */
public interface Method {
    /** The name by which users ask for it. */
    String name();

    /** Whether it needs derivatives, and so PyTorch. */
    boolean needsGradients();

    /** Whether it looks into one layer of the network, which can be named. */
    default boolean looksIntoALayer() {
        return false;
    }

    Explainer on(Subject subject);
}
