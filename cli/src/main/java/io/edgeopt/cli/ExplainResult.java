package io.edgeopt.cli;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.explain.Drift;
import io.edgeopt.core.explain.MapJudgement;
import io.edgeopt.core.measure.Machine;
import java.util.List;
import java.util.Optional;

/**
 * What {@code explain} made, as its JSON says it.
 *
 * @param skipped pictures about which there was nothing to ask
 * @param seconds what a picture took, by method
 */
record ExplainResult(
        String model,
        String digest,
        Optional<String> other,
        String data,
        List<String> methods,
        List<Picture> pictures,
        int skipped,
        List<MapJudgement> judgements,
        List<Drift> drift,
        java.util.Map<String, Double> seconds,
        List<String> guesses,
        String backend,
        int threads,
        long seed,
        Machine machine) {
    /**
     * One picture: what was answered, what was explained, and where the maps are.
     *
     * @param box that was explained, in pixels of the picture
     * @param film of a clip
     */
    record Picture(
            String id,
            String answer,
            String target,
            double score,
            Optional<Box> box,
            String png,
            Optional<String> film,
            List<Map> maps) {}

    /** One map: where its numbers are, and what is known of it; of a clip also where it moves. */
    record Map(
            String method,
            Optional<String> layer,
            java.util.Map<String, Double> figures,
            List<String> text,
            String npy,
            Optional<String> gif) {}
}
