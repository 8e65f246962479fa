package io.edgeopt.core.gate;

import io.edgeopt.core.study.Accuracy;
import io.edgeopt.core.study.Explained;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.Together;
import io.edgeopt.core.study.VariantFile;
import io.edgeopt.core.study.VariantRow;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A row that can be judged: a variant of a model, or several models on one camera.
 *
 * @param group whether it is several models
 * @param leftOut whether what is called a failure is that such a variant would be worth nothing
 */
record GateRow(
        String model,
        String variant,
        String device,
        boolean baseline,
        boolean group,
        Optional<String> failure,
        boolean leftOut,
        Optional<VariantFile> file,
        Optional<Accuracy> accuracy,
        Optional<Speed> speed,
        Optional<Explained> explained) {
    static List<GateRow> of(StudyResult result) {
        Stream<GateRow> variants =
                result.models().stream().flatMap(model -> model.rows().stream().map(row -> of(model.name(), row)));
        return Stream.concat(variants, result.together().stream().map(GateRow::of))
                .toList();
    }

    private static GateRow of(String model, VariantRow row) {
        return new GateRow(
                model,
                row.variant(),
                row.device(),
                StudiedModel.isBaseline(row),
                false,
                row.failure().or(() -> row.leftOut().map(why -> "left out: " + why)),
                row.leftOut().isPresent(),
                row.file(),
                row.accuracy(),
                row.speed(),
                row.explained());
    }

    private static GateRow of(Together together) {
        return new GateRow(
                together.name(),
                together.variant(),
                together.device(),
                together.variant().equals(StudiedModel.BASELINE),
                true,
                together.failure(),
                false,
                Optional.empty(),
                Optional.empty(),
                together.speed(),
                Optional.empty());
    }

    String name() {
        return "%s/%s@%s".formatted(model, variant, device);
    }
}
