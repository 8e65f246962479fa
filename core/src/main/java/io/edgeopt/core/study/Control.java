package io.edgeopt.core.study;

import io.edgeopt.core.task.metric.Comparison;
import io.edgeopt.core.task.metric.Score;
import java.util.List;

/**
 * The same network as a variant, which learnt by the same plan from the same samples but without a teacher: only against
 * it can one say what the teacher was worth.
 *
 * @param made how, in a line for people
 * @param scores of the control, on the samples that the variant was scored on
 * @param gains what the variant has more than its control, on the same samples
 */
public record Control(String made, List<Score> scores, List<Comparison> gains) {
    public Control {
        scores = List.copyOf(scores);
        gains = List.copyOf(gains);
    }
}
