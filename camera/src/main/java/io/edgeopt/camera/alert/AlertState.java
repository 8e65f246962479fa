package io.edgeopt.camera.alert;

import io.edgeopt.core.task.Prediction;
import java.util.Optional;

/** How far a rule has come true of what one model answers. */
interface AlertState {
    /** The next answer, of a frame captured at {@code seconds}; what makes the rule true, if it is. */
    Optional<Evidence> answered(double seconds, Prediction answer);

    /** What was true so far need not be any more. */
    void forget();
}
