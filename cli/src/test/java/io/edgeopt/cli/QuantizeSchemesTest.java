package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.testkit.net.LstmClassifier;
import io.edgeopt.testkit.net.Networks;
import io.edgeopt.testkit.net.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantizeSchemesTest {
    @TempDir
    private Path folder;

    private RunResult quantize(Model model, String scheme, String... more) {
        Path file = folder.resolve("model.onnx");
        model.write(file);
        List<String> words = new ArrayList<>(List.of(
                "quantize", file.toString(), "-o", folder.resolve("out.onnx").toString(), "--scheme", scheme));
        words.addAll(List.of(more));
        return RunResult.of(words.toArray(String[]::new));
    }

    private double ratio() throws IOException {
        return (double) Files.size(folder.resolve("out.onnx")) / Files.size(folder.resolve("model.onnx"));
    }

    @ParameterizedTest(name = "{0}, {1} bits: at most {2} of the file")
    @CsvSource({"weights, 8, 0.28", "weights, 4, 0.17", "clusters, 4, 0.16", "clusters, mean:4, 0.22"})
    void shrinkAModelWithoutData(String scheme, String bits, double most) throws IOException {
        RunResult result = quantize(Networks.named("squeezenet1_1").small(), scheme, "--bits", bits);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains(scheme + ", cpu:", "weights kept as ", "wrote ");
        assertThat(ratio()).isLessThan(most);
    }

    @ParameterizedTest
    @CsvSource({"fp16, 0.53", "clusters, 0.22", "weights, 0.28", "dynamic-conv, 0.28"})
    void haveBitsOfTheirOwn(String scheme, double most) throws IOException {
        RunResult result = quantize(Networks.named("squeezenet1_1").small(), scheme);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(ratio()).isLessThan(most);
    }

    @Test
    void shrinkALstmClassifierMoreThanThreefoldAndRunItOnIntegers() throws IOException {
        RunResult result = quantize(LstmClassifier.of(Setup.size(64).withClasses(10), 16, 128, 2), "dynamic");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(ratio()).isLessThan(1 / 3.4);
    }

    @Test
    void takeBitsFromAFile() throws IOException {
        Path bits = Files.writeString(folder.resolve("bits"), "default = 3\nclassifier.* = 8\nfeatures.0.* = float\n");

        RunResult result = quantize(Networks.named("squeezenet1_1").small(), "clusters", "--bits", bits.toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("asked to stay in float", "one of 256 values", "one of 8 values");
    }
}
