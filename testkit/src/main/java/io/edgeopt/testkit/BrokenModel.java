package io.edgeopt.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A model file that cannot be used.
 *
 * @param name what is wrong with it, which is also the file's name
 * @param word what a message about it must say, beside the file's name
 */
public record BrokenModel(String name, String word, Content content) {
    /** Puts the file, and those that it needs, at its place. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Path file) throws IOException;
    }

    /** The file's path; where it is the fault of the path, there need not be a file. */
    public Path in(Path folder) {
        Path file = folder.resolve(name + ".onnx");
        try {
            content.writeTo(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    @Override
    public String toString() {
        return name;
    }
}
