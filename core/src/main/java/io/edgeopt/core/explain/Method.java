package io.edgeopt.core.explain;

/** A way to explain answers, known by name. */
public interface Method {
    /** The name by which users ask for it. */
    String name();

    /** Whether it needs derivatives, and so PyTorch. */
    boolean needsGradients();

    Explainer on(Subject subject);
}
