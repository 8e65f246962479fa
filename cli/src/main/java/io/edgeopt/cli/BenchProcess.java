package io.edgeopt.cli;

import io.edgeopt.camera.limit.Confinement;
import io.edgeopt.core.BackendException;
import io.edgeopt.core.io.ScratchFolder;
import io.edgeopt.core.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts fresh processes that measure. */
final class BenchProcess {
    /** Besides the time that a measurement itself takes: to start Java and load a model, on a slow device too. */
    private static final long PATIENCE_SECONDS = 300;

    private static final int KILLED = 137;
    /** Little room for what is thrown away at once, because Java would fill all that it may have before it tidies up. */
    private static final List<String> JAVA = List.of("-XX:+UseSerialGC", "-Xmn16m", "-Djava.awt.headless=true");

    private static final List<String> PASSED_ON =
            List.of("edgeopt.home", "edgeopt.models", "onnxruntime.native.path", "org.bytedeco.javacpp.cachedir");

    private final Optional<Confinement> confinement;

    BenchProcess(Optional<Confinement> confinement) {
        this.confinement = confinement;
    }

    /** Measures in a process of its own; never fails for what happens in it. */
    BenchAnswer measure(BenchJob job) {
        try (ScratchFolder scratch = ScratchFolder.create("bench")) {
            Path question = scratch.file("job.json");
            Path answer = scratch.file("answer.json");
            Path said = scratch.file("said.txt");
            Files.writeString(question, Json.line(job));
            ProcessBuilder builder = new ProcessBuilder(command(question, answer));
            builder.redirectErrorStream(true).redirectOutput(said.toFile());
            builder.environment().putAll(Map.of("ORT_DISABLE_TELEMETRY", "1", "OMP_WAIT_POLICY", "PASSIVE"));
            Process process = builder.start();
            try {
                return answer(job, process, answer, said);
            } finally {
                process.destroyForcibly();
                process.waitFor();
            }
        } catch (IOException e) {
            throw new BackendException("cannot start a process to measure in: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackendException("interrupted while measuring", e);
        }
    }

    private static BenchAnswer answer(BenchJob job, Process process, Path answer, Path said)
            throws IOException, InterruptedException {
        long seconds = Math.round(job.plan().seconds() + job.plan().warmup()) + PATIENCE_SECONDS;
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            return failure("the measuring process did not end within %d s".formatted(seconds));
        }
        if (Files.isRegularFile(answer)) {
            return Json.read(answer, "measurement", BenchAnswer.class);
        }
        if (process.exitValue() == KILLED) {
            return failure("the measuring process was killed: it needs more memory than it may have");
        }
        String last = Files.readString(said, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("it said nothing");
        return failure("the measuring process ended with code %d: %s".formatted(process.exitValue(), last));
    }

    private static BenchAnswer failure(String why) {
        return new BenchAnswer(Optional.empty(), Optional.of(why));
    }

    private List<String> command(Path question, Path answer) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA);
        for (String name : PASSED_ON) {
            Optional.ofNullable(System.getProperty(name)).ifPresent(value -> command.add("-D" + name + "=" + value));
        }
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", "")));
        command.add(BenchWorker.class.getName());
        command.add(question.toString());
        command.add(answer.toString());
        return confinement.map(place -> place.command(command)).orElse(command);
    }
}
