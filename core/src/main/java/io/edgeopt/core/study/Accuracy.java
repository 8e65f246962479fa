package io.edgeopt.core.study;

import io.edgeopt.core.task.metric.Comparison;
import io.edgeopt.core.task.metric.Score;
import java.util.List;
import java.util.Optional;

/**
 * How good a variant's answers are.
 *
 * @param scores of the task's metrics; the first is the one that tables show
 * @param perClass named {@code metric/class}
 * @param changes against the baseline on the same samples; none for the baseline
 * @param confusion which class was taken for which, where one is answered
 * @param notes what the reader of the scores should know
 */
public record Accuracy(
        List<Score> scores,
        List<Score> perClass,
        List<Comparison> changes,
        Optional<Confusion> confusion,
        List<String> notes) {
    /**
     * How often each class was taken for each class.
     *
     * @param counts a row a true class, in it a count a class that was answered
     */
    public record Confusion(List<String> labels, List<List<Integer>> counts) {
        public Confusion {
            labels = List.copyOf(labels);
            counts = List.copyOf(counts);
        }
    }

    public Accuracy {
        scores = List.copyOf(scores);
        perClass = List.copyOf(perClass);
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
    }
}
