package io.edgeopt.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.run.TrainingCurve;
import io.edgeopt.core.run.TrainingCurve.Point;
import io.edgeopt.reports.chart.Chart;
import io.edgeopt.reports.chart.Style;
import io.edgeopt.testkit.Golden;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingReportTest {
    private static TrainingCurve curve(int epochs) {
        TrainingCurve curve = new TrainingCurve("top-1 accuracy", List.of());
        for (int epoch = 1; epoch <= epochs; epoch++) {
            OptionalDouble metric =
                    epoch % 2 == 0 || epoch == 1 ? OptionalDouble.of(1 - 0.7 / epoch) : OptionalDouble.empty();
            double rate = 0.05 * (1 + Math.cos(Math.PI * epoch / (epochs + 1)));
            curve = curve.with(new Point(epoch, 120L * epoch, rate, 2.3 / Math.sqrt(epoch), metric, 81.5 + epoch % 3));
        }
        return curve;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "ar-EG"})
    void isTheSamePageInEveryCountry(String language) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(language));
            TrainingReport report = TrainingReport.of("fire <net>", curve(9));

            Golden.assertMatches("training.html", report.html());
            Golden.assertMatches("training.md", report.markdown());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void drawsThePagesAndTheirPictures(@TempDir Path folder) throws IOException {
        TrainingReport.of("fire", curve(30)).write(folder);

        for (String chart : List.of("loss", "metric", "learning-rate")) {
            for (String style : List.of("", "-dark")) {
                BufferedImage picture = ImageIO.read(
                        folder.resolve("charts/" + chart + style + ".png").toFile());
                assertThat(picture.getWidth()).isEqualTo(1280);
                assertThat(picture.getHeight()).isEqualTo(640);
            }
        }
        assertThat(folder.resolve("training.html")).content().contains("<svg").doesNotContain("http", " src=");
        assertThat(folder.resolve("training.md")).content().contains("charts/loss-dark.png");
    }

    @Test
    void drawsInTheColoursOfItsStyle() throws IOException {
        Chart chart = new Chart("c", "x", "y", List.of(line(0, 1, 2)));

        for (Style style : List.of(Style.LIGHT, Style.DARK)) {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(chart.png(style)));

            assertThat(picture.getRGB(2, 2)).isEqualTo(style.paper().getRGB());
            assertThat(has(picture, style.line(0).getRGB())).isTrue();
        }
    }

    private static boolean has(BufferedImage picture, int colour) {
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (picture.getRGB(x, y) == colour) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Chart.Line line(double... values) {
        List<Chart.Point> points = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            points.add(new Chart.Point(i, values[i]));
        }
        return new Chart.Line("line", Chart.Form.LINE, 0, points);
    }

    @Test
    void tellsOfATrainingThatHasNotFinishedAnEpoch(@TempDir Path folder) {
        TrainingReport report = TrainingReport.of("new", new TrainingCurve("accuracy", List.of()));

        report.write(folder);

        assertThat(report.html()).contains("none was finished").doesNotContain("<svg");
    }

    @Test
    void leavesOutWhatIsNoNumber() {
        Point diverged = new Point(2, 20, 0.1, Double.NaN, OptionalDouble.empty(), 80);
        TrainingCurve curve = curve(1).with(diverged);

        String html = TrainingReport.of("diverged", curve).html();

        assertThat(html).contains("not a number").doesNotContain("NaN");
    }

    @Test
    void namesLinesWhereThereAreSeveral() {
        Chart.Line other = new Chart.Line(
                "other & <more>", Chart.Form.LINE, 1, List.of(new Chart.Point(0, 3), new Chart.Point(2, 5)));

        String svg = new Chart("both", "x", "y", List.of(line(0, 1, 2), other)).svg("both");

        assertThat(svg).contains("other &amp; &lt;more&gt;", "var(--line-2)");
        assertThat(svg.length()).isLessThan(4000);
    }
}
