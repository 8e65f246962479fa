package io.edgeopt.reports.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.json.Json;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyReportTest {
    private static final Path LARGE = Path.of("src", "test", "resources", "study");
    private static final Path SMALL = LARGE.resolve("small");

    /** In Arabic digits are others, in Turkish a capital i has a dot. */
    @ParameterizedTest
    @ValueSource(strings = {"en-US", "fr-FR", "tr-TR", "ar-EG"})
    void isTheSameInEveryCountry(String country) throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(country));
            StudyResult result = StudyResult.read(SMALL);
            StudyReport english = StudyReport.of(result, SMALL, Language.ENGLISH);
            StudyReport french = StudyReport.of(result, SMALL, Language.FRENCH);

            Golden.assertMatches("study/report.md", english.markdown(SMALL));
            Golden.assertMatches("study/report.html", english.html());
            Golden.assertMatches("study/report.fr.md", french.markdown(SMALL));
            Golden.assertMatches("study/results.csv", english.csv());
            assertThat(french.csv()).isEqualTo(english.csv());
            assertThat(Json.write(result)).isEqualTo(Files.readString(SMALL.resolve(StudyResult.FILE)));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void leadsFromItsMarkdownToFilesThatAreThere(@TempDir Path folder) throws IOException {
        StudyReport.of(StudyResult.read(LARGE), LARGE, Language.ENGLISH).write(folder);

        String page = Files.readString(folder.resolve("report.md"));
        Matcher links = Pattern.compile("(?:src|srcset)=\"([^\"]+)\"").matcher(page);
        List<String> files = links.results().map(link -> link.group(1)).toList();
        assertThat(files)
                .hasSizeGreaterThan(60)
                .allSatisfy(file -> assertThat(folder.resolve(file)).isRegularFile());
    }

    @Test
    void saysOfEveryRowWhyItHasNoFigures() {
        StudyReport report = StudyReport.of(StudyResult.read(LARGE), LARGE, Language.ENGLISH);

        String html = report.html();
        assertThat(html.substring(0, html.indexOf("<script>")))
                .contains(
                        "node 'conv3d_4' has a three-dimensional kernel",
                        "the loss became infinite in step 40",
                        "What the teacher was worth",
                        "the same network, 400 steps without a teacher",
                        "student was not timed",
                        "combined: INVALID: the processor slowed down",
                        "TensorRT: there is no such library on this machine")
                .doesNotContain("NaN", "Optional", "null");
    }

    @Test
    void chartsWhatTheStudyMeasured(@TempDir Path folder) throws IOException {
        StudyReport.of(StudyResult.read(LARGE), LARGE, Language.FRENCH).write(folder);

        try (Stream<Path> charts = Files.list(folder.resolve("charts"))) {
            assertThat(charts.map(chart -> chart.getFileName().toString()))
                    .contains(
                            "fire-latency.png",
                            "fire-latency-dark.png",
                            "face-size.png",
                            "object-work.png",
                            "movement-stages.png",
                            "fire-age.png",
                            "fire-training-loss.png",
                            "object-sensitivity-3.png",
                            "together-1-age.png");
        }
    }

    @Test
    void standsWithoutPicturesThatWereDeleted(@TempDir Path folder) {
        String html = StudyReport.of(StudyResult.read(SMALL), folder, Language.ENGLISH)
                .html();

        assertThat(html).contains("the picture is missing").doesNotContain("data:image");
    }

    @Test
    void usesACommaForDecimalsInFrenchPagesAlone() {
        StudyReport report = StudyReport.of(StudyResult.read(SMALL), SMALL, Language.FRENCH);

        assertThat(report.html()).contains("lang=\"fr\"", "0,934", "[0,904\u00a0; 0,964]");
        assertThat(report.csv()).contains("0.934");
    }
}
