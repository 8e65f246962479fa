package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;

/**
 * One kind of change that keeps what a graph computes. Every tensor that is still there under its old name afterwards
 * has its old value, up to rounding; so facts about names stay true.
 */
public interface Rewrite {
    /** What tables, options and messages call it. */
    String name();

    /** Changes what it can and says how often it did; 0 where there was nothing to do. */
    int apply(GraphEditor editor, Facts facts);
}
