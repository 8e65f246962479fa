package io.edgeopt.core.evaluate;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Content;
import java.util.List;

/**
 * One sample, what is so and what was answered, to be looked at.
 *
 * @param right whether the answer is right; of objects, whether all were found and nothing else
 * @param confidence of the answer; of objects, of the surest that is wrong, else of the surest
 * @param marks where objects are, and where they were said to be
 */
public record Example(
        String id, Content content, boolean right, double confidence, String truth, String answer, List<Mark> marks) {
    /** What a box stands for. */
    public enum Kind {
        FOUND,
        MISSED,
        FALSE_ALARM
    }

    /** A box in pixels of the upright picture. */
    public record Mark(Box box, String label, Kind kind) {}

    public Example {
        marks = List.copyOf(marks);
    }
}
