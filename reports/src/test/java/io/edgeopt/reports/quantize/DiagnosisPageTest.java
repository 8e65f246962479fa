package io.edgeopt.reports.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.diagnose.Distribution;
import io.edgeopt.core.diagnose.LayerDiagnosis;
import io.edgeopt.core.diagnose.ModelDiagnosis;
import io.edgeopt.core.diagnose.RangeGrowth;
import io.edgeopt.core.diagnose.Slowness;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.measure.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosisPageTest {
    private static final Distribution BELL = new Distribution(-1, 0.5, List.of(0.1, 0.4, 0.4, 0.1), 0.25, -1.2, 1.1);

    private static LayerDiagnosis layer(String name, double alone, double share, double after) {
        return new LayerDiagnosis(
                name,
                "Conv",
                true,
                "",
                Optional.of(30.0),
                Optional.of(35.5),
                Optional.of(alone),
                Optional.of(share),
                Optional.of(100.0),
                Optional.of(after),
                Optional.of(BELL),
                Optional.of(BELL));
    }

    private static ModelDiagnosis diagnosis() {
        LayerDiagnosis left = new LayerDiagnosis(
                "head<1>",
                "ConvTranspose",
                false,
                "no integer kernel",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(50.0),
                Optional.of(50.0),
                Optional.empty(),
                Optional.empty());
        Slowness slowness = new Slowness(
                "static",
                300,
                200,
                List.of(new Slowness.Cause(
                        "turning",
                        0.2,
                        "integers are turned into floats and back",
                        List.of(new Slowness.Evidence("a_dequantize", "DequantizeLinear", 40, "read by HardSigmoid")),
                        3)));
        return new ModelDiagnosis(
                "models/net.onnx",
                "out/net-int8.onnx",
                "static",
                1_000_000,
                270_000,
                Map.of("y", 27.5),
                8,
                List.of(layer("conv1", 28, 0.7, 60), layer("conv2", 32, 0.3, 130), left),
                List.of(new RangeGrowth(1, 0.7, 0.4), new RangeGrowth(2, 0.9, 0.7), new RangeGrowth(4, 1, 1)),
                Optional.of(slowness),
                new Machine("A Processor", List.of("avx2"), 2, 0, Optional.empty(), Optional.empty(), "Linux", "Java"));
    }

    @Test
    void tellsWhatEachLayerCostsAndGains() {
        String html = DiagnosisPage.html(diagnosis());

        assertThat(html)
                .contains("net.onnx in fewer bits", "27.0 % of 1,000,000 bytes", "2 of 3")
                .contains("70.0 %", "+40", "-30", "2, Conv", "conv2, 2")
                .contains("no integer kernel", "head&lt;1&gt;")
                .contains("20 % of the time: integers are turned into floats and back.", "read by HardSigmoid");
    }

    @Test
    void drawsChartsInThePageItself() {
        String html = DiagnosisPage.html(diagnosis());

        assertThat(html)
                .contains("Where the errors come from", "Where time is gained", "Ranges", "Weights of conv1")
                .contains("What conv2 gives")
                .doesNotContain("src=\"http", "href=\"http");
        assertThat(html.split("<svg", -1)).hasSizeGreaterThan(7);
    }

    @Test
    void writesThePageAndTheSameForPrograms(@TempDir Path folder) throws IOException {
        DiagnosisPage.write(diagnosis(), folder);

        String json = Files.readString(folder.resolve("diagnosis.json"));
        assertThat(Json.parse("diagnosis.json", json, ModelDiagnosis.class)).isEqualTo(diagnosis());
        assertThat(folder.resolve("diagnosis.html")).isNotEmptyFile();
    }
}
