package io.edgeopt.autograd.train;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.run.TrainingCurve;
import java.util.OptionalDouble;

/**
 * What came of a training.
 *
 * @param model with the best weights where there was a validation, else with the last
 * @param curve how it went
 * @param best the best metric
 * @param bestEpoch when that was, from 1; 0 where there was no validation
 * @param end why it ended
 */
public record TrainingResult(Model model, TrainingCurve curve, OptionalDouble best, int bestEpoch, End end) {
    /** Why a training ended. */
    public enum End {
        /** All epochs were done. */
        COMPLETE,
        /** The metric no longer improved. */
        NO_BETTER,
        /** Somebody asked it to stop; it can be resumed. */
        STOPPED
    }
}
