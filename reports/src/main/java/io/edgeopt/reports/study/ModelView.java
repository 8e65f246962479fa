package io.edgeopt.reports.study;

import io.edgeopt.core.measure.Percentile;
import io.edgeopt.core.measure.Verdict;
import io.edgeopt.core.study.Explained;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.VariantRow;
import io.edgeopt.core.task.metric.Comparison;
import io.edgeopt.core.task.metric.Score;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One model of a study, and the questions that every part of its report asks of its rows. */
record ModelView(StudiedModel model, List<String> labels) {
    private static final List<Integer> TAILS = List.of(99, 95, 90);

    /** With the colours, by their labels, that rows have throughout the report. */
    static ModelView of(StudiedModel model, StudyResult result) {
        return new ModelView(
                model,
                result.models().stream()
                        .flatMap(one -> one.rows().stream())
                        .map(ModelView::label)
                        .distinct()
                        .toList());
    }

    /** The baseline first, on every device. */
    List<VariantRow> rows() {
        return model.rows();
    }

    List<VariantRow> made() {
        return rows().stream().filter(row -> row.absent().isEmpty()).toList();
    }

    static String label(String variant, String device, boolean severalDevices) {
        return severalDevices ? variant + "@" + device : variant;
    }

    private static String label(VariantRow row) {
        return row.variant();
    }

    /** The variant, and its device where the model was measured on several. */
    String name(VariantRow row) {
        boolean several = rows().stream().map(VariantRow::device).distinct().count() > 1;
        return label(row.variant(), row.device(), several);
    }

    int colour(VariantRow row) {
        return Math.max(0, labels.indexOf(label(row)));
    }

    static boolean isBaseline(VariantRow row) {
        return StudiedModel.isBaseline(row);
    }

    Optional<VariantRow> baseline() {
        return rows().stream().filter(StudiedModel::isBaseline).findFirst();
    }

    static Optional<Score> score(VariantRow row) {
        return row.accuracy().flatMap(accuracy -> accuracy.scores().stream().findFirst());
    }

    String metric() {
        return rows().stream()
                .flatMap(row -> score(row).stream())
                .map(Score::name)
                .findFirst()
                .orElse("");
    }

    /** The change of the first score against the baseline. */
    static Optional<Comparison> change(VariantRow row) {
        return score(row)
                .flatMap(score -> row.accuracy().stream()
                        .flatMap(accuracy -> accuracy.changes().stream())
                        .filter(change -> change.name().equals(score.name()))
                        .findFirst());
    }

    static Optional<Percentile> work(VariantRow row, int percent) {
        return row.speed().flatMap(Speed::frameMs).flatMap(times -> times.find(percent));
    }

    /** The highest percentile of the work on a frame that is known. */
    static Optional<Percentile> tail(VariantRow row) {
        return TAILS.stream().flatMap(percent -> work(row, percent).stream()).findFirst();
    }

    static Optional<Explained.Drift> drift(VariantRow row) {
        return row.explained()
                .flatMap(explained -> explained.methods().stream().findFirst())
                .flatMap(Explained.Method::drift);
    }

    static boolean isInvalid(VariantRow row) {
        return state(row).filter(state -> state == Verdict.State.INVALID).isPresent();
    }

    static Optional<Verdict.State> state(VariantRow row) {
        return row.speed().map(speed -> speed.verdict().state());
    }

    /** A name that files can have. */
    String file() {
        String plain = model.name().replaceAll("[^A-Za-z0-9-]+", "-");
        return plain.isEmpty() ? "model" : plain;
    }

    static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
