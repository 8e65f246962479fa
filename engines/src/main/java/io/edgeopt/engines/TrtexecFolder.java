package io.edgeopt.engines;

import io.edgeopt.core.BackendException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that pass between us and the program; they go away with the session. */
final class TrtexecFolder implements AutoCloseable {
    private final Path folder;

    private TrtexecFolder(Path folder) {
        this.folder = folder;
    }

    static TrtexecFolder create() {
        try {
            return new TrtexecFolder(Files.createTempDirectory("edgeopt-trtexec-"));
        } catch (IOException e) {
            throw new BackendException("cannot make a temporary folder for trtexec: " + e.getMessage(), e);
        }
    }

    Path file(String name) {
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
