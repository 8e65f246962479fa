package io.edgeopt.engines;

import io.edgeopt.core.BackendException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** NVIDIA's program that builds and runs TensorRT engines, as a child process. */
final class Trtexec {
    /** Where JetPack installs it, without putting it on the path. */
    private static final Path JETPACK = Path.of("/usr/src/tensorrt/bin/trtexec");

    private final Path program;

    private Trtexec(Path program) {
        this.program = program;
    }

    /** The first on the search path, or JetPack's. */
    static Optional<Trtexec> find(String searchPath) {
        Stream<Path> places = Stream.of(searchPath.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "trtexec"));
        return Stream.concat(places, Stream.of(JETPACK))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(Trtexec::new);
    }

    /** Runs to the end. What it prints goes to {@code log}, whose error lines become the message where it fails. */
    void run(String doing, List<String> arguments, Path log) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            int status;
            try {
                status = process.waitFor();
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
                throw new BackendException("trtexec was interrupted while it should " + doing, e);
            }
            if (status != 0) {
                throw new BackendException(
                        "trtexec cannot %s: %s".formatted(doing, error(log).orElse("it ends with status " + status)));
            }
        } catch (IOException e) {
            throw new BackendException("%s does not start: %s".formatted(program, e.getMessage()), e);
        }
    }

    private static Optional<String> error(Path log) throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.contains("[E]"))
                .map(line -> line.substring(line.indexOf("[E]") + 3).strip())
                .findFirst();
    }
}
