package io.edgeopt.core.evaluate;

import io.edgeopt.core.task.metric.ConfusionMatrix;
import io.edgeopt.core.task.metric.Outcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a model answered to a data set, ready to be scored and compared.
 *
 * @param samples how many were judged
 * @param overall the task's metrics; identification brings verification over all pairs with it
 * @param perClass metrics of each class, where there are classes
 * @param confusion which class was taken for which, where one is answered
 * @param notes what the reader of the scores should know
 */
public record Answers(
        int samples,
        List<Outcomes> overall,
        Optional<Outcomes> perClass,
        Optional<ConfusionMatrix> confusion,
        List<String> notes) {
    public Answers {
        overall = List.copyOf(overall);
        notes = List.copyOf(notes);
    }

    /** With one more note. */
    public Answers noting(String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new Answers(samples, overall, perClass, confusion, all);
    }
}
