package io.edgeopt.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Copies and removes files and folders with what is in them. */
public final class FolderCopy {
    private FolderCopy() {}

    public static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            Files.copy(from, to);
            return;
        }
        Files.createDirectories(to);
        Listing listing = Listing.of(from);
        for (Path file : listing.files()) {
            Files.copy(file, to.resolve(Kind.nameOf(file)));
        }
        for (Path folder : listing.folders()) {
            copy(folder, to.resolve(Kind.nameOf(folder)));
        }
    }

    /** Links are removed, not what they lead to. */
    public static void remove(Path place) throws IOException {
        if (Files.isDirectory(place) && !Files.isSymbolicLink(place)) {
            try (Stream<Path> inside = Files.list(place)) {
                for (Path path : inside.toList()) {
                    remove(path);
                }
            }
        }
        Files.deleteIfExists(place);
    }
}
