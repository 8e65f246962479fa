package io.edgeopt.camera.alert;

import io.edgeopt.core.data.Box;
import java.util.Optional;

/**
 * An alarm.
 *
 * @param seconds since the beginning at which the frame was captured
 * @param frame its number
 * @param rule as the user wrote it
 * @param model that was sure
 * @param label of what
 * @param score how sure
 * @param box where in the frame, in pixels, if the model says so
 * @param picture the file that shows it, if one was written
 */
public record Alert(
        double seconds,
        long frame,
        String rule,
        String model,
        String label,
        double score,
        Optional<Box> box,
        Optional<String> picture) {
    /** The same with the file that shows it. */
    public Alert withPicture(Optional<String> file) {
        return new Alert(seconds, frame, rule, model, label, score, box, file);
    }
}
