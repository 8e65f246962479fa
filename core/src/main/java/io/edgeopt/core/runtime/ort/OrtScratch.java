package io.edgeopt.core.runtime.ort;

import io.edgeopt.core.BackendException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder for what ONNX Runtime only gives as files; it goes away when closed. */
final class OrtScratch implements AutoCloseable {
    private final Path folder;

    private OrtScratch(Path folder) {
        this.folder = folder;
    }

    static OrtScratch create() {
        try {
            return new OrtScratch(Files.createTempDirectory("edgeopt-onnxruntime-"));
        } catch (IOException e) {
            throw new BackendException(
                    "cannot make a temporary folder in %s: %s; set java.io.tmpdir to a folder with space"
                            .formatted(System.getProperty("java.io.tmpdir"), e.getMessage()),
                    e);
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
