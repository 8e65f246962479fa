package io.edgeopt.datasets.convert;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.datasets.FolderCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a file comes to its new place. */
public enum Placement {
    COPY,
    LINK;

    public static Placement named(String name) {
        return switch (name) {
            case "copy" -> COPY;
            case "link" -> LINK;
            default -> throw new InvalidPlanException("'%s' is neither link nor copy".formatted(name));
        };
    }

    /** A file, or a folder of frames with all its files. */
    void place(Path from, Path to) throws IOException {
        Files.createDirectories(to.toAbsolutePath().getParent());
        if (this == LINK) {
            Files.createSymbolicLink(to, from.toRealPath());
        } else {
            FolderCopy.copy(from, to);
        }
    }
}
