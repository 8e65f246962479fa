package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How every command ends on what it cannot use: one line, code 2, and the folder as it was. */
final class Refusals {
    private static final long SMALL = 1 << 16;

    private Refusals() {}

    /** Runs the command and fails unless it refuses in one line that holds all {@code words}. */
    static RunResult assertRefused(Path folder, List<String> words, String... command) {
        SortedMap<String, String> before = contents(folder);

        RunResult result = RunResult.of(command);

        String said = String.join(" ", command) + "\n" + result.err();
        assertThat(result.code()).as(said).isEqualTo(Exit.USER.code());
        assertThat(result.err())
                .as(said)
                .startsWith("edgeopt: ")
                .endsWith("\n")
                .hasLineCount(1)
                .contains(words)
                .doesNotContain("Exception", "null", "fault in edgeopt", "[Source");
        assertThat(contents(folder)).as(said).isEqualTo(before);
        return result;
    }

    /** Every file below a folder with what it holds; of a large one, its size. */
    private static SortedMap<String, String> contents(Path folder) {
        SortedMap<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                all.put(folder.relativize(file).toString(), content(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static String content(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return "no file";
        }
        long size = Files.size(file);
        return size > SMALL ? size + " bytes" : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
