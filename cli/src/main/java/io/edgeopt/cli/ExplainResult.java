package io.edgeopt.cli;

import io.edgeopt.core.explain.Drift;
import io.edgeopt.core.explain.MapJudgement;
import io.edgeopt.core.measure.Machine;
import java.util.List;
import java.util.Optional;

/**
 * What {@code explain} made, as its JSON says it.
 *
 * @param seconds what a picture took, by method
 */
record ExplainResult(
        String model,
        String digest,
        Optional<String> other,
        String data,
        List<String> methods,
        List<Picture> pictures,
        List<MapJudgement> judgements,
        List<Drift> drift,
        java.util.Map<String, Double> seconds,
        List<String> guesses,
        String backend,
        int threads,
        long seed,
        Machine machine) {
    /** One picture: what was answered, what was explained, and where the maps are. */
    record Picture(String id, String answer, String target, double score, String png, List<Map> maps) {}

    /** One map: where its numbers are, and what is known of it. */
    record Map(
            String method,
            Optional<String> layer,
            java.util.Map<String, Double> figures,
            List<String> text,
            String npy) {}
}
