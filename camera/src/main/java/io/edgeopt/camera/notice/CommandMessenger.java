package io.edgeopt.camera.notice;

import io.edgeopt.core.InvalidPlanException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts a program for each alarm, which reads the JSON from its standard input. */
public final class CommandMessenger implements Messenger {
    private static final long PATIENCE_SECONDS = 10;
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private final List<String> words;

    private CommandMessenger(List<String> words) {
        this.words = words;
    }

    /** Of the words of a line, of which some may be quoted. No shell reads it: nothing in it is expanded. */
    public static CommandMessenger of(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group().replaceAll("^([\"'])(.*)\\1$", "$2"));
        }
        if (words.isEmpty()) {
            throw new InvalidPlanException(
                    "there is no program in '%s'; write such as 'notify --to me'".formatted(line));
        }
        return new CommandMessenger(words);
    }

    /** A line that a shell reads. */
    public static CommandMessenger ofShell(String line) {
        return new CommandMessenger(List.of("sh", "-c", line));
    }

    @Override
    public String name() {
        return words.get(0).equals("sh") && words.size() == 3 ? words.get(2) : String.join(" ", words);
    }

    /** A program need not read what it is told: how it ends counts. */
    private static void tell(Process process, String json) {
        try (OutputStream in = process.getOutputStream()) {
            in.write((json + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void bring(Notice notice) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        tell(process, notice.json());
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException("it did not end within %d s, and was stopped".formatted(PATIENCE_SECONDS));
        }
        if (process.exitValue() != 0) {
            throw new IOException("it ended with %d".formatted(process.exitValue()));
        }
    }
}
