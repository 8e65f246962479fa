package io.edgeopt.core.study.merge;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.evaluate.EvaluationResult;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.json.JsonTree;
import io.edgeopt.core.measure.BenchResult;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.VariantRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads what {@code run}, {@code merge}, {@code bench} and {@code evaluate} write, all as results of a study. */
public final class ResultReader {
    private ResultReader() {}

    /**
     * Reads all and puts them together; each is a file, or the folder of a study, before which may stand what its rows
     * are to be called: {@code fire/int8@arm64=bench.json}.
     */
    public static StudyResult read(List<String> arguments) {
        List<StudyResult> results = arguments.stream().map(ResultReader::read).toList();
        return results.size() == 1 ? results.get(0) : MergedStudy.of(results, arguments);
    }

    private static StudyResult read(String argument) {
        ResultLabel label = ResultLabel.parse(argument);
        return renamed(readFile(label.file()), label);
    }

    private static StudyResult readFile(Path place) {
        if (place.toFile().isDirectory()) {
            return StudyResult.read(place);
        }
        String text = InputFile.text(place, "result");
        JsonTree tree = Json.tree(place.toString(), text);
        if (tree.isObject() && tree.has("plan") && tree.has("models")) {
            return SingleResult.of(Json.parse(place.toString(), text, BenchResult.class));
        }
        if (tree.isObject() && tree.has("scores") && tree.has("samples")) {
            return SingleResult.of(Json.parse(place.toString(), text, EvaluationResult.class));
        }
        if (tree.isObject() && tree.has("result")) {
            return StudyResult.read(place);
        }
        throw new InvalidDataException(
                "%s is no result: give what 'edgeopt run', 'merge', 'bench --json' or 'evaluate --json' wrote"
                        .formatted(place));
    }

    private static StudyResult renamed(StudyResult result, ResultLabel label) {
        label.model()
                .ifPresent(name -> one(
                        "model",
                        name,
                        result.models().stream().map(StudiedModel::name).toList(),
                        label));
        label.variant()
                .ifPresent(name -> one(
                        "row",
                        name,
                        result.models().stream()
                                .flatMap(model -> model.rows().stream())
                                .map(VariantRow::variant)
                                .toList(),
                        label));
        label.device()
                .ifPresent(name ->
                        one("device", name, List.copyOf(result.machines().keySet()), label));
        List<StudiedModel> models = result.models().stream()
                .map(model -> new StudiedModel(
                        label.model().orElse(model.name()),
                        model.task(),
                        model.frame(),
                        model.data(),
                        model.labels(),
                        model.rows().stream().map(row -> renamed(row, label)).toList()))
                .toList();
        Map<String, Machine> machines = result.machines().entrySet().stream()
                .collect(Collectors.toMap(entry -> label.device().orElse(entry.getKey()), Map.Entry::getValue));
        return MergedStudy.with(
                result,
                models,
                machines,
                result.together().stream()
                        .map(together -> MergedStudy.on(together, label.device().orElse(together.device())))
                        .toList());
    }

    private static VariantRow renamed(VariantRow row, ResultLabel label) {
        return MergedStudy.named(
                row, label.variant().orElse(row.variant()), label.device().orElse(row.device()));
    }

    private static void one(String what, String name, List<String> found, ResultLabel label) {
        if (found.size() != 1) {
            throw new InvalidPlanException("%s has %d %ss %s, of which not all can be called '%s'; leave that name out"
                    .formatted(label.file(), found.size(), what, found, name));
        }
    }
}
