package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LazinessTest {
    @Test
    void loadsNoHeavyLibraryForHelp() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        java.toString(), "-Xlog:class+load:stdout", "-cp", classPath, Main.class.getName(), "--help")
                .redirectErrorStream(true)
                .start();

        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(process.waitFor()).isZero();
        assertThat(lines).anyMatch(line -> line.contains("io.edgeopt.cli.Main"));
        assertThat(lines)
                .filteredOn(line -> line.contains("[class,load]"))
                .noneMatch(line -> line.matches(
                        ".*(ai\\.onnx|ai\\.djl|org\\.bytedeco|com\\.google\\.protobuf|com\\.fasterxml).*"));
    }
}
