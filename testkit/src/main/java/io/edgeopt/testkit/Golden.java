package io.edgeopt.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;

/**
 * What users see, kept in files under {@code src/test/golden} of the module under test.
 *
 * <p>With {@code -Dgolden.write=true} the files are written anew, and their diff is read like code. Line endings do not
 * count: a checkout may have changed them, and a program may print the platform's.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "golden");

    private Golden() {}

    /** Fails unless {@code actual} is what the file of that name holds. */
    public static void assertMatches(String name, String actual) {
        assertMatches(FOLDER, name, actual, Boolean.getBoolean("golden.write"));
    }

    static void assertMatches(Path folder, String name, String actual, boolean write) {
        Path file = folder.resolve(name);
        String text = unixLines(actual);
        try {
            if (write) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, text);
            }
            if (!Files.exists(file)) {
                Assertions.fail(
                        "no golden file %s; run with -Dgolden.write=true and read what it writes".formatted(file));
            }
            Assertions.assertEquals(
                    unixLines(Files.readString(file)),
                    text,
                    () -> "differs from %s; if the change is meant, run with -Dgolden.write=true".formatted(file));
        } catch (IOException e) {
            throw new UncheckedIOException("golden file " + file, e);
        }
    }

    private static String unixLines(String text) {
        return text.replace("\r\n", "\n");
    }
}
