package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of a clone, with a Java and a Maven that only write down what they were asked. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("").toAbsolutePath().resolveSibling("edgeopt");

    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void standIn() throws IOException {
        home = Files.createDirectories(folder.resolve("a clone"));
        Files.copy(LAUNCHER, home.resolve("edgeopt"));
        Files.createDirectories(home.resolve("cli/src/main"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        program("jdk/bin/java", """
                for word; do
                    case $word in
                    -XX:ArchiveClassesAtExit=*) file=${word#*=}; echo classes >"$file"; chmod 444 "$file"; exit ;;
                    esac
                done
                printf '%s\\n' "$@" "kept=${MALLOC_TRIM_THRESHOLD_:-}"
                """);
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.99\"\n");
        program("bin/mvn", """
                mkdir -p cli/target && echo built >>cli/target/edgeopt.jar
                """);
    }

    private void program(String name, String script) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** What Java was started with. */
    private List<String> started(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(home.resolve("edgeopt").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().remove("EDGEOPT_JAVA_OPTS");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("err.txt")))
                .isZero();
        return out.lines().toList();
    }

    @Test
    void startsWithTheClassesThatItsJavaKept() throws Exception {
        List<String> words = started("inspect", "my model.onnx");

        assertThat(words)
                .contains("-XX:SharedArchiveFile=" + home.resolve("cli/target/edgeopt-17.0.99.jsa"))
                .endsWith("inspect", "my model.onnx", "kept=");
        assertThat(Files.readString(folder.resolve("err.txt")))
                .contains("building, once")
                .doesNotContain("mv");
    }

    @Test
    void buildsAgainAndKeepsNewClassesWhenSourcesChanged() throws Exception {
        started("doctor");
        Path classes = home.resolve("cli/target/edgeopt-17.0.99.jsa");
        Files.setLastModifiedTime(classes, FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(
                home.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));

        started("doctor");

        assertThat(Files.readString(home.resolve("cli/target/edgeopt.jar"))).isEqualTo("built\nbuilt\n");
        assertThat(Files.getLastModifiedTime(classes).toInstant()).isAfter(Instant.EPOCH);
    }

    @Test
    void leavesTheOptimisingCompilerToWhatWorksLongInJava() throws Exception {
        String quick = "-XX:TieredStopAtLevel=1";

        assertThat(started("--help")).contains(quick);
        assertThat(started()).contains(quick);
        assertThat(started("quantize", "m.onnx", "--effort", "fast", "-o", "o.onnx"))
                .contains(quick);
        assertThat(started("quantize", "m.onnx", "--effort=fast", "--scheme=static"))
                .contains(quick);
        assertThat(started("quantize", "m.onnx")).doesNotContain(quick);
        assertThat(started("quantize", "m.onnx", "--effort", "fast", "--qat", "--train", "d"))
                .doesNotContain(quick);
        assertThat(started("quantize", "m.onnx", "--effort", "fast", "--scheme", "clusters"))
                .doesNotContain(quick);
        assertThat(started("evaluate", "m.onnx", "--note", "--effort fast")).doesNotContain(quick);
    }

    @Test
    void keepsTheMemoryThatTrainingsFreeAndBenchmarksDoNot() throws Exception {
        assertThat(started("models", "train", "fire")).contains("kept=17179869184");
        assertThat(started("bench", "m.onnx")).contains("kept=");
    }
}
