package io.edgeopt.datasets.make.objects;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.SeededHash;
import io.edgeopt.datasets.make.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The user's pictures of one kind, divided among the parts of the data by a hash of their names: of every five, one is
 * for testing, one for validation. With fewer than three all parts must share them.
 */
final class PartFiles<T> {
    private static final int LEAST = 3;

    private final Map<Part, List<T>> shares = new EnumMap<>(Part.class);

    private PartFiles() {}

    static <T> PartFiles<T> of(Path folder, String ending, Function<Path, T> read) {
        List<Path> files = new ArrayList<>(list(folder).stream()
                .filter(Files::isRegularFile)
                .filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*(" + ending + ")$"))
                .toList());
        if (files.isEmpty()) {
            throw new InvalidDataException(
                    "%s holds no pictures, expected some (%s)".formatted(folder, ending.replace("|", " ")));
        }
        files.sort(Comparator.comparingLong(file -> SeededHash.of(0, String.valueOf(file.getFileName()))));
        PartFiles<T> shared = new PartFiles<>();
        for (int i = 0; i < files.size(); i++) {
            T one = read.apply(files.get(i));
            for (Part part : Part.values()) {
                if (files.size() < LEAST || part == owner(i)) {
                    shared.shares
                            .computeIfAbsent(part, key -> new ArrayList<>())
                            .add(one);
                }
            }
        }
        return shared;
    }

    private static Part owner(int rank) {
        return switch (rank % 5) {
            case 0 -> Part.TEST;
            case 1 -> Part.VALID;
            default -> Part.TRAIN;
        };
    }

    static List<Path> foldersOf(Path folder) {
        return list(folder).stream().filter(Files::isDirectory).toList();
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidDataException("%s is not a folder".formatted(folder));
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.comparing(Path::toString)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<T> of(Part part) {
        return shares.getOrDefault(part, List.of());
    }
}
