package io.edgeopt.core.search;

import java.util.List;
import java.util.Optional;

/**
 * What became of a candidate.
 *
 * @param recipe its steps as they were done at last, to be given to {@code edgeopt optimize}
 * @param scores after each length of training
 * @param figures after the longest
 * @param fate how far it came, or why it was stopped
 * @param place among the best, from 1, the fastest first
 */
public record SearchedCandidate(
        String name,
        String recipe,
        List<AtSteps> scores,
        Optional<Figures> figures,
        String fate,
        Optional<Integer> place) {
    /** The score after so many steps of training. */
    public record AtSteps(int steps, double score) {}

    public SearchedCandidate {
        scores = List.copyOf(scores);
    }

    /** How many steps it was trained for. */
    public int steps() {
        return scores.isEmpty() ? 0 : scores.get(scores.size() - 1).steps();
    }
}
