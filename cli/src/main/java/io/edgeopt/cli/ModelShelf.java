package io.edgeopt.cli;

import io.edgeopt.core.io.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folders of models that names stand for: {@code models/zoo} of edgeopt, then the user's own. */
final class ModelShelf {
    /**
     * A model on a shelf.
     *
     * @param name by which commands take it
     * @param file the ONNX file
     * @param card the JSON beside it, if there is one
     * @param bytes of the ONNX file
     */
    record Entry(String name, Path file, Optional<Path> card, long bytes) {}

    private ModelShelf() {}

    static List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        for (Path folder : folders()) {
            if (Files.isDirectory(folder)) {
                entries.addAll(in(folder));
            }
        }
        return entries;
    }

    /** Where models are looked for, in this order. */
    static List<Path> folders() {
        return List.of(Home.folder().resolve("models").resolve("zoo"), usersFolder());
    }

    private static Path usersFolder() {
        return Optional.ofNullable(System.getProperty("edgeopt.models"))
                .or(() -> Optional.ofNullable(System.getenv("EDGEOPT_MODELS")))
                .map(Path::of)
                .orElseGet(() -> Home.data().resolve("models"));
    }

    private static List<Entry> in(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .map(ModelShelf::entry)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.onnx$", "");
        Path card = file.resolveSibling(name + ".json");
        return new Entry(
                name,
                file,
                Files.isRegularFile(card) ? Optional.of(card) : Optional.empty(),
                InputFile.size(file, "model"));
    }
}
