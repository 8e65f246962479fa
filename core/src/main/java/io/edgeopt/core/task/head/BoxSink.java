package io.edgeopt.core.task.head;

import io.edgeopt.core.data.Box;
import java.util.function.IntFunction;

/** What a decoder hands its boxes to, in pixels of the network's input. */
interface BoxSink {
    /** Whether a box is worth computing: {@code count} scores from {@code offset} on, each times {@code factor}. */
    boolean wants(float[] scores, int offset, int count, float factor);

    /** Takes a box with its score for each class, and where each of them is read. */
    void add(Box box, float[] scores, int offset, int count, float factor, IntFunction<ScorePlace> places);
}
