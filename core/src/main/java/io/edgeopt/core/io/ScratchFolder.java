package io.edgeopt.core.io;

import io.edgeopt.core.BackendException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder for what other programs only give or take as files; it goes away when closed. */
public final class ScratchFolder implements AutoCloseable {
    private final Path folder;

    private ScratchFolder(Path folder) {
        this.folder = folder;
    }

    /** A new, empty folder; {@code purpose} becomes part of its name. */
    public static ScratchFolder create(String purpose) {
        try {
            return new ScratchFolder(Files.createTempDirectory("edgeopt-" + purpose + "-"));
        } catch (IOException e) {
            throw new BackendException(
                    "cannot make a temporary folder in %s: %s; set java.io.tmpdir to a folder with space"
                            .formatted(System.getProperty("java.io.tmpdir"), e.getMessage()),
                    e);
        }
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.toList();
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // What is left lies in the system's temporary folder, under a name that nothing reads.
            return;
        }
    }
}
