package io.edgeopt.models;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.model.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Two folders of models that names stand for: what comes with edgeopt, and what the user has put beside it. */
public final class ModelShelf {
    /** Whose a model is. */
    public enum Origin {
        /** It comes with edgeopt. */
        EDGEOPT,
        /** The user imported it. */
        YOURS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A model on the shelf.
     *
     * @param name by which commands take it: its file's, without the ending
     * @param file the ONNX file
     * @param card the JSON beside it, if there is one
     * @param bytes of the ONNX file
     */
    public record Entry(String name, Path file, Optional<Path> card, long bytes, Origin origin) {
        /** Copies the model, its card and its recipe into a folder; what stands there is never written over. */
        public List<Path> copyTo(Path folder) {
            List<Path> from = new ArrayList<>(List.of(file));
            card.ifPresent(from::add);
            Optional.of(file.resolveSibling(name + ".recipe.json"))
                    .filter(Files::isRegularFile)
                    .ifPresent(from::add);
            List<Path> to = from.stream()
                    .map(one -> folder.resolve(String.valueOf(one.getFileName())))
                    .toList();
            to.forEach(ModelShelf::checkNew);
            for (int i = 0; i < from.size(); i++) {
                AtomicFile.write(to.get(i), InputFile.bytes(from.get(i), "file"));
            }
            return to;
        }
    }

    private static final String ENDING = ".onnx";
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

    private final Path shipped;
    private final Path own;

    /** Folders that are not there hold nothing. */
    public ModelShelf(Path shipped, Path own) {
        this.shipped = shipped;
        this.own = own;
    }

    public List<Path> folders() {
        return List.of(shipped, own);
    }

    /** Every model: those that come with edgeopt, then the user's, sorted within each. */
    public List<Entry> all() {
        List<Entry> entries = new ArrayList<>(in(shipped, Origin.EDGEOPT));
        entries.addAll(in(own, Origin.YOURS));
        return entries;
    }

    /** The first of that name. */
    public Optional<Entry> find(String name) {
        return all().stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** Fails, before any work, where a model cannot be put under that name. */
    public void checkFree(String name, boolean replace) {
        if (!name.matches(NAME) || name.endsWith(ENDING)) {
            throw new InvalidPlanException(
                    "'%s' cannot be a model's name; take letters, digits, '-', '_' and '.', such as 'my-detector'"
                            .formatted(name));
        }
        find(name).ifPresent(taken -> {
            if (taken.origin() == Origin.EDGEOPT) {
                throw new InvalidPlanException("'%s' comes with edgeopt; choose another name".formatted(name));
            }
            if (!replace) {
                throw new InvalidPlanException(
                        "there is a model '%s' already (%s); choose another name, or replace it with --force"
                                .formatted(name, taken.file()));
            }
        });
        AtomicFile.checkWritable(file(name));
    }

    /**
     * Puts a model with its card among the user's. It becomes one file, even where its weights were in files of their
     * own, and the card gets its digest.
     */
    public Entry put(String name, Model model, ModelCard card, boolean replace) {
        checkFree(name, replace);
        byte[] bytes = model.toBytes();
        Path file = file(name);
        Path beside = own.resolve(name + ".json");
        // The card first: a model that lacks its card would be listed and misread, a card alone is nothing.
        card.withDigest(FileDigest.sha256(bytes)).write(beside);
        AtomicFile.write(file, bytes);
        return new Entry(name, file, Optional.of(beside), bytes.length, Origin.YOURS);
    }

    private Path file(String name) {
        return own.resolve(name + ENDING);
    }

    private static void checkNew(Path file) {
        AtomicFile.checkWritable(file);
        if (Files.exists(file)) {
            throw new InvalidPlanException("cannot write %s: it is there already; name another folder".formatted(file));
        }
    }

    private static List<Entry> in(Path folder, Origin origin) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(file -> entry(file, origin))
                    .toList();
        } catch (IOException e) {
            throw new InvalidDataException("models in %s cannot be listed: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static Entry entry(Path file, Origin origin) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.onnx$", "");
        return new Entry(name, file, ModelCard.beside(file), InputFile.size(file, "model"), origin);
    }
}
