package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.io.InputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What lies in a folder: sub-folders and files, sorted by the bytes of their names, so that no locale changes the
 * order. Hidden files and what systems leave behind are passed over; links are followed.
 */
record Listing(Path folder, List<Path> folders, List<Path> files) {
    private static final int DEEPEST = 32;
    private static final Set<String> LITTER = Set.of("__MACOSX", "Thumbs.db", "desktop.ini");
    static final Comparator<Path> BY_BYTES = (a, b) -> bytes(Kind.nameOf(a), Kind.nameOf(b));

    static Listing of(Path folder) {
        InputFile.checkFolder(folder, "data folder");
        List<Path> folders = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = Kind.nameOf(entry);
                if (name.startsWith(".") || LITTER.contains(name)) {
                    continue;
                }
                (Files.isDirectory(entry) ? folders : files).add(entry);
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new InvalidDataException("data folder %s cannot be listed: %s".formatted(folder, e.getMessage()), e);
        }
        folders.sort(BY_BYTES);
        files.sort(BY_BYTES);
        return new Listing(folder, folders, files);
    }

    static int bytes(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    List<Path> files(Kind kind) {
        return files.stream().filter(file -> Kind.of(file) == kind).toList();
    }

    /** All files of that kind, here and below, folder after folder. */
    List<Path> below(Kind kind) {
        List<Path> found = new ArrayList<>();
        collect(kind, found, 0);
        return found;
    }

    private void collect(Kind kind, List<Path> found, int depth) {
        if (depth > DEEPEST) {
            throw new InvalidDataException(
                    "data folder %s lies more than %d deep; does a link lead back to it?".formatted(folder, DEEPEST));
        }
        found.addAll(files(kind));
        for (Path sub : folders) {
            Listing.of(sub).collect(kind, found, depth + 1);
        }
    }

    /** The sub-folder of that name, whatever its case. */
    Optional<Path> sub(String name) {
        return folders.stream()
                .filter(path -> Kind.nameOf(path).equalsIgnoreCase(name))
                .findFirst();
    }

    /** Whether there are sub-folders, and all are named as parts of a split: train, valid, test. */
    boolean isSplit() {
        return !folders.isEmpty()
                && folders.stream()
                        .allMatch(path -> SplitName.of(Kind.nameOf(path)).isPresent());
    }

    /** What the folder holds, for the message that says it is not what was expected. */
    String contents() {
        if (files.isEmpty() && folders.isEmpty()) {
            return "the folder is empty";
        }
        Map<String, Long> counts = files.stream()
                .collect(Collectors.groupingBy(file -> "." + Kind.ending(file), TreeMap::new, Collectors.counting()));
        String words = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        String below = folders.isEmpty() ? "" : "%d folders".formatted(folders.size());
        boolean foreign = files.stream().anyMatch(file -> Kind.of(file) == Kind.FOREIGN_PICTURE);
        return "found "
                + (words.isEmpty() ? below : below.isEmpty() ? words : words + " and " + below)
                + (foreign ? "; convert pictures to JPEG or PNG" : "");
    }

    /** The path below {@code root}, with slashes. */
    static String id(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
