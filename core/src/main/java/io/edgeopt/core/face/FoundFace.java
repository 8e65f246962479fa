package io.edgeopt.core.face;

import io.edgeopt.core.data.Box;
import java.util.List;

/**
 * A face in a picture, in its pixels.
 *
 * @param landmarks x and y of the eye on the picture's left, the other eye, the tip of the nose, the corner of the mouth on
 *     the left and the other; empty where the finder knows none
 */
public record FoundFace(Box box, float score, List<Double> landmarks) {
    public FoundFace {
        landmarks = List.copyOf(landmarks);
        if (!landmarks.isEmpty() && landmarks.size() != 10) {
            throw new IllegalArgumentException(
                    "%d coordinates of landmarks, expected 10 or none".formatted(landmarks.size()));
        }
    }

    /** One whose landmarks nobody knows. */
    public static FoundFace of(Box box, float score) {
        return new FoundFace(box, score, List.of());
    }
}
