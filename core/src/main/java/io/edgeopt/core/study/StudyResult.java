package io.edgeopt.core.study;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.json.JsonTree;
import io.edgeopt.core.measure.Machine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A study's figures, from which its report is drawn and on which a gate decides. {@code docs/result.schema.json} is the
 * schema of its file.
 *
 * @param result the version of this format: 1
 * @param version of edgeopt
 * @param command as it was given
 * @param preset how thorough it was: {@code tiny}, {@code quick}, {@code standard} or {@code full}
 * @param indicative whether the preset measures too little to decide by
 * @param date on which it ended, year-month-day
 * @param seed where all chance started
 * @param machines on which rows were measured, by the names that rows give them
 * @param models in the order of the study
 * @param together several models on one camera
 * @param absent what was not measured, and why
 */
public record StudyResult(
        int result,
        String version,
        List<String> command,
        String preset,
        boolean indicative,
        String date,
        long seed,
        Map<String, Machine> machines,
        List<StudiedModel> models,
        List<Together> together,
        List<String> absent) {
    /** The version of the format that is written. */
    public static final int FORMAT = 1;

    /** What the file is called. */
    public static final String FILE = "result.json";

    public StudyResult {
        command = List.copyOf(command);
        machines = new TreeMap<>(machines);
        models = List.copyOf(models);
        together = List.copyOf(together);
        absent = List.copyOf(absent);
    }

    /** Reads a result; {@code place} is its file, or the folder of a study. */
    public static StudyResult read(Path place) {
        Path file = place.toFile().isDirectory() ? place.resolve(FILE) : place;
        String text = InputFile.text(file, "result of a study");
        JsonTree tree = Json.tree(file.toString(), text);
        if (!tree.isObject() || !tree.has("result")) {
            throw new InvalidDataException(
                    "%s is no result of a study: field 'result' is missing; give a %s that 'edgeopt run' wrote"
                            .formatted(file, FILE));
        }
        long format = tree.field("result").integer();
        if (format < 1 || format > FORMAT) {
            throw new InvalidDataException(
                    "%s has format %d; this edgeopt reads 1 to %d: use a newer one".formatted(file, format, FORMAT));
        }
        return Json.parse(file.toString(), text, StudyResult.class);
    }

    public void write(Path file) {
        AtomicFile.write(file, Json.write(this));
    }

    public Optional<StudiedModel> model(String name) {
        return models.stream().filter(model -> model.name().equals(name)).findFirst();
    }
}
