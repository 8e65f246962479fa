package io.edgeopt.core.study.merge;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.Together;
import io.edgeopt.core.study.VariantRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One study out of several: models of one name become one, with the rows of all. */
final class MergedStudy {
    private MergedStudy() {}

    static StudyResult of(List<StudyResult> given, List<String> names) {
        Map<String, Machine> machines = new TreeMap<>();
        List<StudyResult> results =
                given.stream().map(result -> withOwnDevices(result, machines)).toList();
        StudyResult first = results.get(0);
        List<String> command = new ArrayList<>(List.of("edgeopt", "merge"));
        command.addAll(names);
        return new StudyResult(
                StudyResult.FORMAT,
                words(results.stream().map(StudyResult::version)),
                command,
                words(results.stream().map(StudyResult::preset)),
                results.stream().anyMatch(StudyResult::indicative),
                results.stream().map(StudyResult::date).max(String::compareTo).orElse(""),
                first.seed(),
                machines,
                models(results),
                results.stream().flatMap(result -> result.together().stream()).toList(),
                results.stream()
                        .flatMap(result -> result.absent().stream())
                        .distinct()
                        .toList());
    }

    private static String words(Stream<String> all) {
        return all.filter(word -> !word.isEmpty()).distinct().collect(Collectors.joining(" + "));
    }

    /** Another machine of the same name gets a number. */
    private static StudyResult withOwnDevices(StudyResult result, Map<String, Machine> machines) {
        Map<String, String> names = new TreeMap<>();
        result.machines().forEach((name, machine) -> {
            String own = name;
            for (int number = 2; machines.containsKey(own) && !machine.equals(machines.get(own)); number++) {
                own = name + "-" + number;
            }
            machines.put(own, machine);
            names.put(name, own);
        });
        List<StudiedModel> models = result.models().stream()
                .map(model -> withRows(
                        model,
                        model.rows().stream()
                                .map(row -> named(row, row.variant(), names.getOrDefault(row.device(), row.device())))
                                .toList()))
                .toList();
        List<Together> together = result.together().stream()
                .map(one -> on(one, names.getOrDefault(one.device(), one.device())))
                .toList();
        return with(result, models, result.machines(), together);
    }

    private static List<StudiedModel> models(List<StudyResult> results) {
        Map<String, StudiedModel> models = new LinkedHashMap<>();
        results.stream()
                .flatMap(result -> result.models().stream())
                .forEach(model -> models.merge(model.name(), model, MergedStudy::joined));
        return List.copyOf(models.values());
    }

    private static StudiedModel joined(StudiedModel one, StudiedModel other) {
        if (one.data().isPresent() && other.data().isPresent() && !one.data().equals(other.data())) {
            throw new InvalidDataException(
                    "%s was scored on %s and on %s, which cannot stand side by side; score it on the same samples"
                            .formatted(
                                    one.name(),
                                    shown(one.data().get()),
                                    shown(other.data().get())));
        }
        Map<String, VariantRow> rows = new LinkedHashMap<>();
        Stream.concat(one.rows().stream(), other.rows().stream())
                .forEach(
                        row -> rows.merge(row.variant() + "@" + row.device(), row, (a, b) -> joined(one.name(), a, b)));
        return new StudiedModel(
                one.name(),
                one.task().or(other::task),
                one.frame().isEmpty() ? other.frame() : one.frame(),
                one.data().or(other::data),
                one.labels().isEmpty() ? other.labels() : one.labels(),
                List.copyOf(rows.values()));
    }

    private static String shown(StudiedModel.TestData data) {
        return "%d samples of %s".formatted(data.samples(), data.name());
    }

    /** Of the same row each may have what the other has not. */
    private static VariantRow joined(String model, VariantRow one, VariantRow other) {
        String name = "%s/%s@%s".formatted(model, one.variant(), one.device());
        return new VariantRow(
                one.variant(),
                one.device(),
                one.made(),
                one.lineage(),
                one.failure().or(other::failure),
                either(name, "file", one.file(), other.file()),
                either(name, "accuracy", one.accuracy(), other.accuracy()),
                either(name, "speed", one.speed(), other.speed()),
                either(name, "explanation", one.explained(), other.explained()),
                Stream.concat(one.notes().stream(), other.notes().stream())
                        .distinct()
                        .toList(),
                one.training().or(other::training),
                one.sensitivity().or(other::sensitivity),
                one.control().or(other::control),
                one.leftOut().or(other::leftOut));
    }

    private static <T> Optional<T> either(String name, String what, Optional<T> one, Optional<T> other) {
        if (one.isPresent() && other.isPresent() && !one.equals(other)) {
            throw new InvalidDataException(
                    "two results have a row %s with different %s; call one of them something else: MODEL/VARIANT@DEVICE=FILE"
                            .formatted(name, what));
        }
        return one.or(() -> other);
    }

    static StudiedModel withRows(StudiedModel model, List<VariantRow> rows) {
        return new StudiedModel(model.name(), model.task(), model.frame(), model.data(), model.labels(), rows);
    }

    static VariantRow named(VariantRow row, String variant, String device) {
        return new VariantRow(
                variant,
                device,
                row.made(),
                row.lineage(),
                row.failure(),
                row.file(),
                row.accuracy(),
                row.speed(),
                row.explained(),
                row.notes(),
                row.training(),
                row.sensitivity(),
                row.control(),
                row.leftOut());
    }

    static Together on(Together together, String device) {
        return new Together(
                together.name(), together.variant(), device, together.members(), together.speed(), together.failure());
    }

    static StudyResult with(
            StudyResult result, List<StudiedModel> models, Map<String, Machine> machines, List<Together> together) {
        return new StudyResult(
                result.result(),
                result.version(),
                result.command(),
                result.preset(),
                result.indicative(),
                result.date(),
                result.seed(),
                machines,
                models,
                together,
                result.absent());
    }
}
