package io.edgeopt.core.io;

import io.edgeopt.core.InvalidDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that the user names, opened with words that say what is wrong with them. */
public final class InputFile {
    private InputFile() {}

    /** Fails unless {@code file} is a file that can be read; {@code what} says what it should be: "model", "image". */
    public static void check(Path file, String what) {
        if (!Files.exists(file)) {
            throw new InvalidDataException("%s %s does not exist".formatted(what, file));
        }
        if (Files.isDirectory(file)) {
            throw new InvalidDataException("%s %s is a folder; name a file".formatted(what, file));
        }
        if (!Files.isReadable(file)) {
            throw new InvalidDataException("%s %s cannot be read: no permission".formatted(what, file));
        }
    }

    /** Fails unless {@code folder} is a folder that can be listed. */
    public static void checkFolder(Path folder, String what) {
        if (!Files.exists(folder)) {
            throw new InvalidDataException("%s %s does not exist".formatted(what, folder));
        }
        if (!Files.isDirectory(folder)) {
            throw new InvalidDataException("%s %s is a file; name a folder".formatted(what, folder));
        }
        if (!Files.isReadable(folder)) {
            throw new InvalidDataException("%s %s cannot be read: no permission".formatted(what, folder));
        }
    }

    public static byte[] bytes(Path file, String what) {
        check(file, what);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InvalidDataException("%s %s cannot be read: %s".formatted(what, file, e.getMessage()), e);
        }
    }

    public static String text(Path file, String what) {
        return new String(bytes(file, what), java.nio.charset.StandardCharsets.UTF_8);
    }

    public static long size(Path file, String what) {
        check(file, what);
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new InvalidDataException("%s %s cannot be read: %s".formatted(what, file, e.getMessage()), e);
        }
    }
}
