package io.edgeopt.cli;

import io.edgeopt.core.measure.Machine;
import io.edgeopt.optimizers.prune.Pruned;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The JSON of a pruning.
 *
 * @param step what was done, in a line
 * @param packed of masks: bytes as {@code edgeopt pack} packs the files
 * @param latencyShare time on one thread, by turns with the source, as a share of the source's
 * @param trainings one after each round
 * @param scores on labelled samples, beside the source's
 * @param met whether a target was reached within two points
 */
record PruneReport(
        String model,
        String output,
        String step,
        Pruned.Facts costs,
        Optional<Packed> packed,
        OptionalDouble latencyShare,
        List<TuneReport> trainings,
        List<Rivals.OnSet> scores,
        boolean met,
        List<Pruned.Layer> layers,
        List<String> notes,
        Machine machine) {
    /** Bytes of an archive, before and after. */
    record Packed(long before, long after) {}
}
