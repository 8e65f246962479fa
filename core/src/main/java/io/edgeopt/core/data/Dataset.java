package io.edgeopt.core.data;

import java.util.List;

/**
 * Labelled samples, read when asked for and never all held at once. The order is fixed: the same folder gives the same
 * samples at the same places on every machine.
 */
public interface Dataset {
    /** What messages and reports call it. */
    String name();

    /** Class names by index; empty where the truth is no class. */
    List<String> labels();

    int size();

    /** The sample at that place. Its content is read when it is used, not here. */
    Sample sample(int index);
}
