package io.edgeopt.models;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.model.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Folders of models that names stand for. A model's name is its file's, without the ending. */
public final class ModelShelf {
    /**
     * A model on a shelf.
     *
     * @param name by which commands take it
     * @param file the ONNX file
     * @param card the JSON beside it, if there is one
     * @param bytes of the ONNX file
     */
    public record Entry(String name, Path file, Optional<Path> card, long bytes) {}

    private final List<Path> folders;

    /** Looks into the folders in their order; those that are not there hold nothing. */
    public ModelShelf(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    public List<Path> folders() {
        return folders;
    }

    /** Every model, folder by folder, sorted within each. */
    public List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                entries.addAll(in(folder));
            }
        }
        return entries;
    }

    /** The first of that name. */
    public Optional<Entry> find(String name) {
        return all().stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    private static List<Entry> in(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .map(ModelShelf::entry)
                    .toList();
        } catch (IOException e) {
            throw new InvalidDataException("models in %s cannot be listed: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static Entry entry(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.onnx$", "");
        return new Entry(name, file, ModelCard.beside(file), InputFile.size(file, "model"));
    }
}
