package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which CSV of a folder is meant, and which of its columns. */
final class CsvFiles {
    /** Taken first where several would do. */
    private static final Set<String> USUAL = Set.of("annotations", "_annotations", "labels", "master", "pairs");

    private CsvFiles() {}

    static Path in(Path place, Predicate<List<String>> recognises, Format format) {
        if (!Files.isDirectory(place)) {
            return place;
        }
        List<Path> fitting = fitting(place, recognises);
        if (fitting.isEmpty()) {
            List<Path> all = Listing.of(place).files(Kind.CSV);
            if (all.size() == 1) {
                // The reader says which column it misses.
                return all.get(0);
            }
            throw new InvalidDataException(
                    "%s: %s, expected %s".formatted(place, Listing.of(place).contents(), format.words()));
        }
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        List<Path> usual = fitting.stream()
                .filter(file -> USUAL.contains(Kind.stemOf(file)))
                .toList();
        if (usual.size() == 1) {
            return usual.get(0);
        }
        throw new InvalidDataException("%s holds several tables that could be meant: %s; name one of the files"
                .formatted(place, fitting.stream().map(Kind::nameOf).toList()));
    }

    static List<Path> fitting(Path folder, Predicate<List<String>> recognises) {
        return Listing.of(folder).files(Kind.CSV).stream()
                .filter(file -> recognises.test(CsvTable.of(file).firstRow()))
                .toList();
    }

    static int required(Path file, List<String> header, String... names) {
        int column = CsvTable.column(header, names);
        if (column < 0) {
            throw new InvalidDataException("%s line 1: no column '%s' (or %s); found %s"
                    .formatted(
                            file,
                            names[0],
                            String.join(", ", List.of(names).subList(1, names.length)),
                            String.join(",", header)));
        }
        return column;
    }
}
