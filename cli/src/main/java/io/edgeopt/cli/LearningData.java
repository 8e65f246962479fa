package io.edgeopt.cli;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.datasets.DataSource;
import io.edgeopt.datasets.Datasets;
import io.edgeopt.optimizers.tune.TuneMaterial;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Labelled data, in parts: to learn from, to choose by, to score on. */
record LearningData(List<Dataset> training, List<Dataset> validation, List<Dataset> test) {
    /** Divided data give their own parts; data that are not divided are all learnt from, and scored on where named. */
    static LearningData open(List<Path> data, List<Path> validation, List<Path> test) {
        List<DataSource> sources = data.stream().map(Datasets::open).toList();
        return new LearningData(
                sources.stream().map(source -> partOrWhole(source, "train")).toList(),
                named(sources, validation, "val"),
                named(sources, test, "test"));
    }

    private static List<Dataset> named(List<DataSource> sources, List<Path> places, String part) {
        return places.isEmpty()
                ? sources.stream().flatMap(source -> part(source, part)).toList()
                : places.stream()
                        .map(place -> partOrWhole(Datasets.open(place), part))
                        .toList();
    }

    private static Stream<Dataset> part(DataSource source, String name) {
        return source.splits().contains(name) ? Stream.of(source.split(name)) : Stream.empty();
    }

    private static Dataset partOrWhole(DataSource source, String name) {
        return part(source, name).findFirst().orElseGet(source::dataset);
    }

    LearningData untested() {
        return new LearningData(training, validation, List.of());
    }

    TuneMaterial material() {
        if (training.isEmpty()) {
            throw new InvalidDataException("there is nothing to learn from");
        }
        return new TuneMaterial(training, validation, Optional.empty(), Map.of(), Set.of(), Optional.empty());
    }

    int samples() {
        return training.stream().mapToInt(Dataset::size).sum();
    }
}
