package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The commands of the documentation. Every command that stands in a block of code is one that there is, with options that
 * it has. Blocks that begin with {@code sh run} or {@code sh slow} are run, those of a page one after the other in one
 * folder; {@code sh no:} says why a block is not run.
 */
class DocsCommandsTest {
    private static final Path ROOT =
            Path.of(System.getProperty("edgeopt.root", "..")).toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([^\\n`]*)\\n(.*?)^```\\s*$");
    private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|[^\\s'\"]+");

    @TempDir
    private Path folder;

    /** A block of code: what stands behind the three signs, and what is in it. */
    private record Block(String kind, String text) {
        boolean isRun() {
            return kind.equals("sh run") || isSlow();
        }

        boolean isSlow() {
            return kind.equals("sh slow");
        }
    }

    static Stream<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            List<String> pages = new ArrayList<>(files.map(file -> "docs/" + file.getFileName())
                    .filter(name -> name.endsWith(".md"))
                    .sorted()
                    .toList());
            pages.add("README.md");
            return pages.stream();
        }
    }

    private static List<Block> blocks(String page) throws IOException {
        return BLOCK.matcher(Files.readString(ROOT.resolve(page)))
                .results()
                .map(found -> new Block(found.group(1).strip(), found.group(2)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nameCommandsAndOptionsThatAreThere(String page) throws IOException {
        List<String> unknown = new ArrayList<>();
        for (Block block : blocks(page)) {
            for (String line : block.text().replace("\\\n", " ").split("\n", -1)) {
                command(line).ifPresent(words -> check(words, line, unknown));
            }
        }

        assertThat(unknown).isEmpty();
    }

    /** The words behind {@code edgeopt}, where a line begins so. */
    private static Optional<List<String>> command(String line) {
        String plain = line.strip();
        return plain.startsWith("edgeopt ") || plain.startsWith("./edgeopt ")
                ? Optional.of(WORD.matcher(plain)
                        .results()
                        .map(MatchResult::group)
                        .takeWhile(word ->
                                !word.startsWith("#") && !word.equals("&&") && !word.equals("&") && !word.equals("|"))
                        .skip(1)
                        .toList())
                : Optional.empty();
    }

    private static void check(List<String> words, String line, List<String> unknown) {
        CommandLine command = Main.tree();
        int used = 0;
        Optional<CommandLine> sub = sub(command, words, used);
        while (sub.isPresent()) {
            command = sub.get();
            used++;
            sub = sub(command, words, used);
        }
        if (used == 0 && !words.isEmpty() && !words.get(0).startsWith("-")) {
            unknown.add("no such command: " + line);
        }
        for (String word : words.subList(used, words.size())) {
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            boolean isOption = name.matches("--[a-z].*|-[a-z]");
            if (isOption && command.getCommandSpec().findOption(name) == null) {
                unknown.add("no option %s: %s (there are: %s)"
                        .formatted(
                                name,
                                line,
                                command.getCommandSpec().options().stream()
                                        .map(OptionSpec::longestName)
                                        .collect(Collectors.joining(", "))));
            }
        }
    }

    private static Optional<CommandLine> sub(CommandLine command, List<String> words, int place) {
        return place < words.size()
                ? Optional.ofNullable(command.getSubcommands().get(words.get(place)))
                : Optional.empty();
    }

    @Test
    void sayOfEachBlockWhetherItIsRun() throws IOException {
        for (String page : pages().toList()) {
            for (Block block : blocks(page)) {
                assertThat(block.kind())
                        .as(page)
                        .matches("|sh|sh run|sh slow|sh no: .+|python|java|yaml|json|xml|text|ini");
            }
        }
    }

    /** Pages of which something is run at every build; the slow blocks are left out. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void runWhatIsQuick() throws Exception {
        runAll(false);
    }

    @Test
    @Tag("slow")
    @EnabledOnOs(OS.LINUX)
    void runAll() throws Exception {
        runAll(true);
    }

    private void runAll(boolean slow) throws Exception {
        for (String page : pages().toList()) {
            List<Block> run = blocks(page).stream()
                    .filter(block -> block.isRun() && (slow || !block.isSlow()))
                    .toList();
            if (!run.isEmpty()) {
                run(page, run.stream().map(Block::text).collect(Collectors.joining("\n")));
            }
        }
    }

    private void run(String page, String text) throws Exception {
        Path place = folder.resolve(page.replace('/', '-'));
        Path bin = folder.resolve("bin");
        Files.createDirectories(place);
        Files.createDirectories(bin);
        launcher(bin.resolve("edgeopt"));
        Path script = Files.writeString(folder.resolve("script.sh"), text.replace("./edgeopt ", "edgeopt "));
        Path log = folder.resolve("log.txt");
        ProcessBuilder shell = new ProcessBuilder("bash", "-e", "-x", script.toString())
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        shell.environment()
                .putAll(new TreeMap<>(
                        Map.of("PATH", bin + ":" + System.getenv("PATH"), "EDGEOPT_HOME", ROOT.toString())));

        Process process = shell.start();

        assertThat(process.waitFor(15, TimeUnit.MINUTES)).as(page).isTrue();
        assertThat(process.exitValue()).as(page + ": " + Files.readString(log)).isZero();
    }

    /** Starts what is under test, as the launcher of a clone does. */
    private static void launcher(Path file) throws IOException {
        Files.writeString(
                file,
                "#!/bin/sh\nexec '%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.awt.headless=true '-Dedgeopt.home=%s' -cp '%s' %s \"$@\"\n"
                        .formatted(
                                System.getProperty("java.home"),
                                ROOT,
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                                Main.class.getName()));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
