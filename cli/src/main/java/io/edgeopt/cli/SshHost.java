package io.edgeopt.cli;

import io.edgeopt.core.BackendException;
import io.edgeopt.core.InvalidPlanException;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Another machine, through the system's own ssh: its keys, its agent, its settings. It is never asked for a password. */
final class SshHost {
    /** ssh's own, for whatever is not the remote command's. */
    private static final int NO_CONNECTION = 255;

    private static final int LINES_KEPT = 5;

    private final String target;
    private final List<String> ssh;

    /** Writes files for the other side. */
    @FunctionalInterface
    interface Content {
        void into(Tar tar) throws IOException;
    }

    /** How a command there ended, and the last that it said of errors. */
    private record Ended(int code, String words) {}

    SshHost(String target, Optional<Path> settings) {
        if (target.isBlank() || target.startsWith("-")) {
            throw new InvalidPlanException("--on cannot be '%s'; write such as pi@camera.local".formatted(target));
        }
        this.target = target;
        List<String> words = new ArrayList<>(List.of("ssh", "-T"));
        settings.ifPresent(file -> words.addAll(List.of("-F", file.toString())));
        words.addAll(List.of(
                "-o",
                "BatchMode=yes",
                "-o",
                "ConnectTimeout=15",
                "-o",
                "ServerAliveInterval=15",
                "-o",
                "ServerAliveCountMax=4"));
        this.ssh = List.copyOf(words);
    }

    /** What a command there prints, without the break at its end. */
    String ask(String command) {
        StringBuilder said = new StringBuilder();
        Ended ended = start(command, Tar::end, text -> said.append(text).append('\n'), error -> {});
        if (ended.code() != 0) {
            throw failed(command, ended);
        }
        return said.toString().stripTrailing();
    }

    /** Unpacks files into a folder there, which is made. */
    void send(String folder, Content content) {
        String command = "mkdir -p %s && tar xf - -C %s".formatted(quoted(folder), quoted(folder));
        Ended ended = start(
                command,
                tar -> {
                    content.into(tar);
                    tar.end();
                },
                text -> {},
                error -> {});
        if (ended.code() != 0) {
            throw failed("tar", ended);
        }
    }

    /** Runs a command there; answers its code, when it has one, and the last it said of errors. */
    Optional<String> run(String command, Consumer<String> errors) {
        Ended ended = start(command, Tar::end, text -> {}, errors);
        if (ended.code() == NO_CONNECTION) {
            throw failed(command, ended);
        }
        return ended.code() == 0 ? Optional.empty() : Optional.of("code %d: %s".formatted(ended.code(), ended.words()));
    }

    private Ended start(String command, Content input, Consumer<String> output, Consumer<String> errors) {
        List<String> words = new ArrayList<>(ssh);
        words.addAll(List.of(target, command));
        try {
            Process process = new ProcessBuilder(words).start();
            ArrayDeque<String> last = new ArrayDeque<>();
            CompletableFuture<Void> listening =
                    CompletableFuture.runAsync(() -> each(process.getErrorStream(), line -> {
                        if (!line.isBlank()) {
                            last.add(line);
                            if (last.size() > LINES_KEPT) {
                                last.remove();
                            }
                            errors.accept(line);
                        }
                    }));
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(process, input));
            each(process.getInputStream(), output);
            int code = process.waitFor();
            listening.join();
            writing.join();
            return new Ended(code, last.isEmpty() ? "it said nothing" : last.getLast());
        } catch (IOException e) {
            throw new BackendException(
                    "ssh cannot be started: %s; apt-get install openssh-client".formatted(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackendException("interrupted while %s was at work".formatted(target), e);
        }
    }

    /** A command that ends early need not read it all; its code says how it went. */
    private static void write(Process process, Content input) {
        try (OutputStream out = new BufferedOutputStream(process.getOutputStream(), 1 << 16)) {
            input.into(new Tar(out));
        } catch (IOException e) {
            return;
        }
    }

    private static void each(InputStream stream, Consumer<String> line) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line.accept(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BackendException failed(String command, Ended ended) {
        if (ended.code() == NO_CONNECTION) {
            return new BackendException(
                    "%s cannot be reached: %s; 'ssh %s true' must work without a password (ssh-copy-id %s)"
                            .formatted(target, ended.words(), target, target));
        }
        return new BackendException(
                "on %s '%s' ended with %d: %s".formatted(target, command, ended.code(), ended.words()));
    }

    /** As one word for the shell there. */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public String toString() {
        return target;
    }
}
