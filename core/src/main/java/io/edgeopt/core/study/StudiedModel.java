package io.edgeopt.core.study;

import io.edgeopt.core.task.Task;
import java.util.List;
import java.util.Optional;

/**
 * One model of a study and all that was made of it.
 *
 * @param name in the study
 * @param task what it is asked to do; empty where it was only timed
 * @param frame what it sees at once, as the evaluation table says it: {@code 128x128}, {@code 16x112x112}; without text
 *     where that is not known
 * @param data on which every row was scored, where they were
 * @param labels class names by index
 * @param rows the baselines ({@code fp32}) and their variants
 */
public record StudiedModel(
        String name,
        Optional<Task> task,
        String frame,
        Optional<TestData> data,
        List<String> labels,
        List<VariantRow> rows) {
    /** The variant that others are compared with. */
    public static final String BASELINE = "fp32";

    /**
     * Samples that rows were scored on.
     *
     * @param name of the set
     * @param digest of its samples
     * @param samples how many of them were shown
     */
    public record TestData(String name, String digest, int samples) {}

    public StudiedModel {
        labels = List.copyOf(labels);
        rows = List.copyOf(rows);
    }

    /** The row that {@code row} is compared with: the baseline on the same device. */
    public Optional<VariantRow> baselineOf(VariantRow row) {
        return rows.stream()
                .filter(other -> isBaseline(other) && other.device().equals(row.device()))
                .findFirst();
    }

    /** Whether the row is one that others are compared with. */
    public static boolean isBaseline(VariantRow row) {
        return row.variant().equals(BASELINE);
    }
}
