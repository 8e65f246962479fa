package io.edgeopt.core.study;

import io.edgeopt.core.run.TrainingCurve;
import java.util.List;
import java.util.Optional;

/**
 * One variant of a model on one device.
 *
 * @param variant its name: {@code fp32}, {@code int8}, …
 * @param device on which it was measured, by its name in the result's machines
 * @param made how it was made, in a line for people
 * @param lineage each step that made it, the oldest first
 * @param failure why there is no such variant, or why it was not measured
 * @param file what its file is
 * @param accuracy how good its answers are
 * @param speed how fast it answers before a camera
 * @param explained where it looks, and how far that is from where the baseline looks
 * @param notes what the reader should know
 * @param training how its last training went, where there was one
 * @param sensitivity of the layers, where that was looked at
 * @param control the same network without its teacher, of variants that had one to learn from
 * @param leftOut why there is no such variant where it would be worth nothing, which is no failure
 */
public record VariantRow(
        String variant,
        String device,
        String made,
        List<String> lineage,
        Optional<String> failure,
        Optional<VariantFile> file,
        Optional<Accuracy> accuracy,
        Optional<Speed> speed,
        Optional<Explained> explained,
        List<String> notes,
        Optional<TrainingCurve> training,
        Optional<Sensitivity> sensitivity,
        Optional<Control> control,
        Optional<String> leftOut) {
    public VariantRow {
        lineage = List.copyOf(lineage);
        notes = List.copyOf(notes);
    }

    /** A row that tells nothing of a training, of single layers or of a control. */
    public VariantRow(
            String variant,
            String device,
            String made,
            List<String> lineage,
            Optional<String> failure,
            Optional<VariantFile> file,
            Optional<Accuracy> accuracy,
            Optional<Speed> speed,
            Optional<Explained> explained,
            List<String> notes) {
        this(
                variant,
                device,
                made,
                lineage,
                failure,
                file,
                accuracy,
                speed,
                explained,
                notes,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Why there is nothing to tell of it: it failed, or was left out. */
    public Optional<String> absent() {
        return failure.or(() -> leftOut);
    }
}
