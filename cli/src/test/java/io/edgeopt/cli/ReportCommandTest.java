package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    /** A study of one model that could not be made. */
    static final String STUDY = """
            {
              "result": 1, "version": "1.0", "command": ["edgeopt", "run"], "preset": "tiny", "indicative": true,
              "date": "2026-01-31", "seed": 0, "machines": {}, "together": [], "absent": ["energy: no meter"],
              "models": [{
                "name": "fire", "frame": "128x128", "labels": ["fire"],
                "rows": [{
                  "variant": "fp32", "device": "x86_64", "made": "as it came", "lineage": [], "notes": [],
                  "file": {"path": "fire.onnx", "digest": "00ff", "bytes": 4000000}
                }, {
                  "variant": "int8", "device": "x86_64", "made": "8 bits", "lineage": [], "notes": [],
                  "failure": "no calibration data"
                }]
              }]
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeStudy() throws IOException {
        Files.createDirectories(folder.resolve("study"));
        Files.writeString(folder.resolve("study/result.json"), STUDY);
    }

    @Test
    void drawsAllFormsFromTheResultAlone() {
        RunResult result = RunResult.of("report", folder + "/study", "-o", folder + "/report");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(folder.resolve("report/report.html")).content().contains("no calibration data", "lang=\"en\"");
        assertThat(folder.resolve("report/report.md")).content().contains("no calibration data");
        assertThat(folder.resolve("report/results.csv")).content().contains("fire,int8,x86_64,,128x128,no calibration");
    }

    @Test
    void drawsTheFormAndTheLanguageThatIsAskedFor() {
        RunResult result = RunResult.of(
                "report", folder + "/study/result.json", "-o", folder + "/rapport", "--format", "md", "--lang", "fr");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(folder.resolve("rapport/report.md")).content().contains("Tableau d'évaluation", "4,00");
        assertThat(folder.resolve("rapport/report.html")).doesNotExist();
        assertThat(folder.resolve("rapport/results.csv")).doesNotExist();
    }

    @Test
    void comparesTwoStudies() throws IOException {
        Files.createDirectories(folder.resolve("later"));
        Files.writeString(folder.resolve("later/result.json"), STUDY.replace("4000000", "3000000"));

        RunResult result = RunResult.of("compare", folder + "/study", folder + "/later", "-o", folder + "/compared");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("fire/fp32", "file_bytes", "x0.75", "better", "1 of 1 quantities");
        assertThat(folder.resolve("compared/compare.html")).content().contains("×0.750");
        assertThat(folder.resolve("compared/compare.md")).content().contains("×0.750");
        assertThat(folder.resolve("compared/compare.json")).content().contains("\"quantity\" : \"file_bytes\"");
    }
}
