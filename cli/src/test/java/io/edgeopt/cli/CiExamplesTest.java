package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.json.JsonTree;
import io.edgeopt.core.json.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The ready examples for continuous integration: their shell steps, run as they stand but for how many pictures are drawn
 * and how long is measured.
 */
class CiExamplesTest {
    private static final Path ROOT =
            Path.of(System.getProperty("edgeopt.root", "..")).toAbsolutePath().normalize();
    private static final Pattern COMMAND = Pattern.compile("\\./edgeopt ([a-z]+)");

    /** What takes long, and what stands for it here. */
    private static final Map<String, String> SHORTER = Map.of(
            "--count 240", "--count 64",
            "--rounds 3 --duration 5s --warmup 2s", "--rounds 1 --frames 64 --fps 60 --warmup 200ms");

    /** Whose files are the same in every job, because they hang on their words alone: it runs in the first one. */
    private static final String REPEATED = "data | quantize";

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"github-actions.yml", "gitlab-ci.yml"})
    void nameCommandsThatAreThere(String example) throws IOException {
        List<String> commands = COMMAND.matcher(Files.readString(ROOT.resolve("docs/ci/" + example)))
                .results()
                .map(result -> result.group(1))
                .distinct()
                .toList();

        assertThat(commands).contains("bench", "merge", "gate", "report");
        assertThat(Main.tree().getSubcommands().keySet()).containsAll(commands);
    }

    @Test
    @Tag("slow")
    @EnabledOnOs(OS.LINUX)
    void runOnGitHub() throws Exception {
        JsonTree jobs =
                Yaml.read(ROOT.resolve("docs/ci/github-actions.yml"), "example").field("jobs");
        JsonTree measure = jobs.field("measure");
        JsonTree matrix = measure.field("strategy").field("matrix").field("include");

        for (JsonTree entry : matrix.elements()) {
            Map<String, String> environment = new TreeMap<>();
            JsonTree variables = measure.field("env");
            for (String name : variables.fieldNames()) {
                String key = variables.field(name).text().replaceAll("\\$\\{\\{ matrix\\.(\\w+) }}", "$1");
                environment.put(name, entry.field(key).text());
            }
            run(steps(measure), environment);
        }
        run(steps(jobs.field("gate")), Map.of());

        assertVerdict();
    }

    @Test
    @Tag("slow")
    @EnabledOnOs(OS.LINUX)
    void runOnGitLab() throws Exception {
        JsonTree jobs = Yaml.read(ROOT.resolve("docs/ci/gitlab-ci.yml"), "example");
        JsonTree measure = jobs.field("measure");

        for (JsonTree entry : measure.field("parallel").field("matrix").elements()) {
            Map<String, String> environment = new TreeMap<>();
            entry.fieldNames()
                    .forEach(name -> environment.put(name, entry.field(name).text()));
            run(texts(measure.field("script")), environment);
        }
        JsonTree gate = jobs.field("gate");
        run(
                Stream.concat(texts(gate.field("script")).stream(), texts(gate.field("after_script")).stream())
                        .toList(),
                Map.of());

        assertVerdict();
    }

    private void assertVerdict() throws IOException {
        Path last = folder.resolve("job");
        assertThat(Files.readString(last.resolve("gate.md"))).contains("fire/int8@x86", "fire/int8@arm64", "0 failed");
        assertThat(Files.readString(last.resolve("gate.xml"))).contains("failures=\"0\"");
        assertThat(last.resolve("study/result.json")).exists();
        assertThat(Files.readString(last.resolve("report/report.html"))).contains("int8@arm64");
    }

    /** An example that was changed so that nothing is shortened would take minutes unseen. */
    private static String shortened(List<String> steps, boolean measures) {
        String script = String.join("\n", steps);
        for (Map.Entry<String, String> one : SHORTER.entrySet()) {
            assertThat(script.contains(one.getKey())).as(one.getKey()).isEqualTo(measures);
            script = script.replace(one.getKey(), one.getValue());
        }
        return script;
    }

    private static List<String> steps(JsonTree job) {
        return job.field("steps").elements().stream()
                .filter(step -> step.has("run"))
                .map(step -> step.field("run").text())
                .toList();
    }

    private static List<String> texts(JsonTree list) {
        return list.elements().stream().map(JsonTree::text).toList();
    }

    /** A job on a fresh clone, to which the results of the jobs before come. */
    private void run(List<String> steps, Map<String, String> environment) throws Exception {
        Path results = folder.resolve("results");
        Path job = folder.resolve("job");
        delete(job);
        Files.createDirectories(job.resolve("results"));
        copy(results, job.resolve("results"));
        launcher(job.resolve("edgeopt"));
        Path script = Files.writeString(folder.resolve("script.sh"), shortened(steps, !environment.isEmpty()));
        Path log = folder.resolve("log.txt");
        ProcessBuilder shell = new ProcessBuilder("bash", "-e", script.toString())
                .directory(job.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        shell.environment().putAll(environment);
        shell.environment()
                .put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());

        Process process = shell.start();

        assertThat(process.waitFor(15, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        copy(job.resolve("results"), results);
    }

    /** Starts what is under test, as the launcher of a clone does; what another job did already is taken from there. */
    private static void launcher(Path file) throws IOException {
        String java =
                "'%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.awt.headless=true '-Dedgeopt.home=%s' -cp '%s' %s"
                        .formatted(
                                System.getProperty("java.home"),
                                ROOT,
                                System.getProperty("java.class.path"),
                                Main.class.getName());
        Files.writeString(file, """
                #!/bin/sh
                set -e
                case "$1" in
                %s)
                    kept='%s'/$(echo "$*" | cksum | cut -d ' ' -f 1)
                    if [ ! -d "$kept" ]; then
                        touch begun
                        %s "$@"
                        find . -type f -newer begun -exec cp --parents -t "$(mkdir -p "$kept.part"; echo "$kept.part")" {} +
                        mv "$kept.part" "$kept"
                    fi
                    cp -r "$kept"/. .
                    ;;
                *) exec %s "$@" ;;
                esac
                """.formatted(REPEATED, shared, java, java));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(from);
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                if (!Files.exists(to.resolve(file.getFileName()))) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }

    private static void delete(Path place) throws IOException {
        if (!Files.exists(place)) {
            return;
        }
        List<Path> all = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(place)) {
            walk.forEach(all::add);
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            Files.delete(all.get(i));
        }
    }
}
