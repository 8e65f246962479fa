package io.edgeopt.datasets.make;

import java.util.List;

/**
 * Draws the samples of a data set. The same part, index and chance give the same pixels, in whatever order and on
 * whatever thread they are asked for; makers hold no state.
 */
public interface Maker {
    /** What the command line calls it. */
    String name();

    /** Goes up whenever the same seed gives other pixels than before. */
    int version();

    /** Class names by index; empty where the truth is a person. */
    List<String> labels();

    /** The layouts that fit what it draws, the usual one first. */
    List<Layout> layouts();

    /** Sample {@code index} of a part; classes take turns, so that any count is balanced. */
    Made draw(Part part, int index, Chance chance);
}
