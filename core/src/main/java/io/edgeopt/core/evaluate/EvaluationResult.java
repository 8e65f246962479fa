package io.edgeopt.core.evaluate;

import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.metric.Comparison;
import io.edgeopt.core.task.metric.Score;
import java.util.List;
import java.util.Optional;

/**
 * What {@code evaluate} found, as its JSON says it, with all that a number needs to be believed.
 *
 * @param shown the labels that alone were asked for; none for all
 */
public record EvaluationResult(
        String model,
        String digest,
        Optional<String> baseline,
        String data,
        String set,
        List<String> shown,
        Task task,
        int samples,
        List<Score> scores,
        List<Score> perClass,
        List<Comparison> comparisons,
        List<String> guesses,
        List<String> notes,
        String backend,
        int threads,
        long seed,
        int rounds,
        Machine machine) {}
