package io.edgeopt.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.reports.chart.Chart.Form;
import io.edgeopt.reports.chart.Chart.Line;
import io.edgeopt.reports.chart.Chart.Point;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureTest {
    static Stream<Figure> figures() {
        List<Point> points = List.of(new Point(1, 2, 1.5, 2.5), new Point(2, 3), new Point(4, 3.5));
        Stream<Figure> charts = Stream.of(Form.values())
                .map(form -> new Chart(
                        form + " <&>",
                        "x",
                        "y",
                        List.of(new Line("one", form, 0, points), new Line("one", Form.LINE, 5, points)),
                        DecimalMark.COMMA));
        Bars bars = new Bars(
                "bars",
                "ms",
                List.of("a", "b"),
                List.of(
                        new Bars.Bar("a name that is far longer than others", List.of(1.0, 0.0)),
                        new Bars.Bar("short", List.of(0.5, 2.0))),
                DecimalMark.POINT);
        return Stream.concat(charts, Stream.of(bars));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void isDrawnInBothForms(Figure figure) throws IOException {
        String svg = figure.svg("what <is> seen");

        assertThat(svg).startsWith("<svg class=\"chart\"").endsWith("</svg>\n").contains("what &lt;is&gt; seen");
        assertThat(svg).doesNotContain("NaN", "Infinity");
        assertThat(ImageIO.read(new ByteArrayInputStream(figure.png(Style.DARK)))
                        .getWidth())
                .isEqualTo(1280);
    }

    @Test
    void writesDecimalsAsItsReadersDo() {
        Chart chart = new Chart(
                "c", "x", "y", List.of(new Line("l", Form.LINE, 0, List.of(new Point(0.5, 1.25)))), DecimalMark.COMMA);

        assertThat(chart.svg("c")).contains("x 0,5; y 1,25");
    }

    @Test
    void hasNothingToDrawWhereThereIsOnlyAnEdge() {
        Chart chart = new Chart("c", "x", "y", List.of(new Line("", Form.EDGE, 0, List.of(new Point(0, 1)))));

        assertThat(chart.isEmpty()).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void keepsNamesApartWhereThereIsRoom(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Labels labels = new Labels(0, 0, 480, 240);
        List<double[]> dots = Stream.generate(() -> new double[] {random.nextInt(480), random.nextInt(240)})
                .limit(8)
                .toList();
        dots.forEach(dot -> labels.keepFree(dot[0], dot[1]));

        List<Rectangle2D> names = new ArrayList<>();
        for (double[] dot : dots) {
            Labels.Place place = labels.place("variant", dot[0], dot[1]);
            names.add(new Rectangle2D.Double(place.x(), place.y() - 11, 7 * Svg.LETTER, 14));
        }

        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(names.get(i).intersects(names.get(j)))
                        .as("%d and %d", i, j)
                        .isFalse();
            }
        }
    }
}
