package io.edgeopt.camera.telemetry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kernel's files under a root, which is / but for tests. */
record KernelFiles(Path root) {
    static final KernelFiles HERE = new KernelFiles(Path.of("/"));

    /** Nothing where there is no such file, or where it may not be read. */
    Optional<String> text(String file) {
        try {
            return Optional.of(Files.readString(root.resolve(file), StandardCharsets.ISO_8859_1)
                    .strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Optional<Double> number(String file) {
        return text(file).flatMap(KernelFiles::parse);
    }

    /** The number after a word at the beginning of a line, such as {@code VmRSS:}. */
    Optional<Double> field(String file, String word) {
        return text(file).flatMap(text -> field(text.lines(), word));
    }

    static Optional<Double> field(Stream<String> lines, String word) {
        return lines.map(line -> line.strip().split("\\s+"))
                .filter(parts -> parts.length > 1 && parts[0].equals(word))
                .findFirst()
                .flatMap(parts -> parse(parts[1]));
    }

    /** Paths below the root of the entries of a folder that begin so. */
    List<String> entries(String folder, String prefix) {
        try (Stream<Path> listed = Files.list(root.resolve(folder))) {
            return listed.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .map(name -> folder + "/" + name)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A file of this process's own control group: version 2, or else a controller of version 1. */
    Optional<String> group(String controller, String file) {
        String groups = text("proc/self/cgroup").orElse("");
        Optional<String> two = groupPath(groups, "").flatMap(path -> text("sys/fs/cgroup" + path + "/" + file));
        return two.or(() -> groupPath(groups, controller)
                .flatMap(path -> text("sys/fs/cgroup/" + controller + path + "/" + file))
                .or(() -> text("sys/fs/cgroup/" + controller + "/" + file)));
    }

    static Optional<String> groupPath(String groups, String controller) {
        return groups.lines()
                .map(line -> line.split(":", 3))
                .filter(parts ->
                        parts.length == 3 && Arrays.asList(parts[1].split(",")).contains(controller))
                .map(parts -> parts[2].equals("/") ? "" : parts[2])
                .findFirst();
    }

    private static Optional<Double> parse(String text) {
        try {
            return Optional.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
