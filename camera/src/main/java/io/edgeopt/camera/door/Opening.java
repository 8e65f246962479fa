package io.edgeopt.camera.door;

import java.util.OptionalDouble;

/**
 * One time at which a door stood open.
 *
 * @param seconds since the beginning at which the frame was captured that opened it
 * @param frame its number
 * @param person who was seen
 * @param similarity to the most alike of that person's enrolled pictures
 * @param closed seconds since the beginning at which it closed; empty while it is open
 */
public record Opening(double seconds, long frame, String person, double similarity, OptionalDouble closed) {
    Opening closedAt(double end) {
        return new Opening(seconds, frame, person, similarity, OptionalDouble.of(end));
    }
}
