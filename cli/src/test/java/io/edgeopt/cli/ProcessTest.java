package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Npy;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.MadePictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a process of its own shows: its locale, and what native libraries write past Java. */
class ProcessTest {
    @TempDir
    private Path folder;

    private Path err = Path.of("");

    @BeforeEach
    void nameTheFileForStandardError() {
        err = folder.resolve("stderr");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "de-DE"})
    void printsTheSameInEveryCountry(String language) throws Exception {
        for (int i = 0; i < 20; i++) {
            MadePictures.write(folder.resolve("pictures/cat/" + i + ".png"), 8, 6, i);
        }
        String[] command = {
            "data",
            "split",
            folder.resolve("pictures").toString(),
            "-o",
            folder.resolve("out").toString()
        };
        String expected = RunResult.of(command).out();

        RunResult result = run(
                List.of("-Duser.language=" + language.substring(0, 2), "-Duser.country=" + language.substring(3)),
                command);

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo(expected).contains("80.0 %");
    }

    /** The first fails while it is loaded, the second while it runs. */
    @ParameterizedTest
    @ValueSource(strings = {"Mystery", "MatMul"})
    void keepsItsLibrariesFromSpeakingWhenAModelFails(String operator) throws Exception {
        Path model = folder.resolve("model.onnx");
        Path data = folder.resolve("x.npy");
        Model.empty("model", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Free("M"))))
                .add(Node.of(operator, List.of("x", "x"), List.of("y")))
                .addOutput(ValueInfo.named("y"))
                .model()
                .write(model);
        Npy.write(data, Tensor.of(new float[] {1, 0, 0, 1}, 2, 2));
        Npy.write(folder.resolve("y.npy"), Tensor.of(new long[] {0, 1}, 2));

        RunResult result = run(List.of(), "evaluate", model.toString(), "--data", data.toString(), "--quiet");

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err()).startsWith("edgeopt: ").contains(operator).hasLineCount(1);
    }

    @Test
    void findsAModelByNameBesideAFolderOfThatName() throws Exception {
        Files.createDirectory(folder.resolve("fire"));
        String home = "-Dedgeopt.home=" + Path.of("..").toRealPath();

        assertThat(run(List.of(home), "inspect", "fire").code()).isZero();
        Files.createDirectory(folder.resolve("mine"));
        assertThat(run(List.of(home), "inspect", "mine").err()).contains("model mine is a folder; name a file");
    }

    private RunResult run(List<String> options, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(err.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new RunResult(process.waitFor(), out, Files.readString(err));
    }
}
