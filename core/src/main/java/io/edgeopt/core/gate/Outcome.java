package io.edgeopt.core.gate;

import java.util.Collection;

/** How a requirement ends. */
public enum Outcome {
    PASS,
    /** What was measured leaves both possible. */
    INCONCLUSIVE,
    FAIL;

    /** The worst of all; nothing wrong where there is nothing. */
    static Outcome worst(Collection<Outcome> outcomes) {
        return outcomes.stream().reduce(PASS, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }
}
