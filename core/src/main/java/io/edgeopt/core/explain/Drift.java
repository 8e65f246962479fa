package io.edgeopt.core.explain;

import io.edgeopt.core.task.metric.Score;
import java.util.List;
import java.util.Optional;

/**
 * How far a variant's maps moved from the baseline's: the same probe pictures, and of each the same question.
 *
 * @param method by which the maps were made
 * @param drift 1 less the mean of the three figures that follow: 0 where every map stayed as it was
 * @param spearman correlation of the ranks of all places
 * @param overlap which share of the hottest fifth of the places is the hottest fifth of the other map too
 * @param structure structural similarity (SSIM) of the two maps as pictures
 * @param sameAnswer share of the probes to which both answer the same class, find the box, or know the face
 * @param unrelated the drift between the baseline's maps of different probes, for comparison; empty for one probe
 * @param probes the drift of each probe
 */
public record Drift(
        String method,
        Score drift,
        Score spearman,
        Score overlap,
        Score structure,
        Score sameAnswer,
        Optional<Double> unrelated,
        List<Double> probes) {
    public Drift {
        probes = List.copyOf(probes);
    }
}
