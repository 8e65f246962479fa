package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.io.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The order of class names: that of {@code classes.txt} where there is one, else sorted; numbers as numbers. */
final class ClassNames {
    private static final List<String> FILES = List.of("classes.txt", "obj.names", "labels.txt");

    private ClassNames() {}

    static List<String> sorted(Collection<String> found, Path folder) {
        Optional<List<String>> listed = listed(folder);
        if (listed.isPresent()) {
            for (String name : found) {
                if (!listed.get().contains(name)) {
                    throw new InvalidDataException("%s: class '%s' is used and not listed there; found %s"
                            .formatted(folder.resolve("classes.txt"), name, listed.get()));
                }
            }
            return listed.get();
        }
        boolean numbers = found.stream().allMatch(name -> name.matches("[0-9]{1,9}"));
        return found.stream()
                .sorted(numbers ? Comparator.comparing(Integer::valueOf) : Listing::bytes)
                .toList();
    }

    /** One name a line, as {@code classes.txt} has them. */
    static Optional<List<String>> listed(Path folder) {
        for (Path file : Listing.of(folder).files()) {
            if (FILES.contains(Kind.nameOf(file))) {
                List<String> names = new ArrayList<>(InputFile.text(file, "list of classes")
                        .lines()
                        .map(String::strip)
                        .toList());
                names.removeIf(String::isEmpty);
                return Optional.of(List.copyOf(names));
            }
        }
        return Optional.empty();
    }
}
