package io.edgeopt.reports;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A chart as SVG inside a page: text stays text, colours are the page's ({@code --line-1}, {@code --grid} and so on,
 * see {@link Style}), and a value shows when the pointer rests on it. No script.
 */
final class SvgChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 300;
    private static final int LEFT = 80;
    private static final int RIGHT = 16;
    private static final int TOP = 16;
    private static final int BOTTOM = 48;
    private static final int WIDE = WIDTH - LEFT - RIGHT;
    private static final int HIGH = HEIGHT - TOP - BOTTOM;

    /** More points than this stand so close that dots would hide the line; the pointer still finds them. */
    private static final int DOTS = 40;

    private final Chart chart;
    private final Ticks across;
    private final Ticks up;
    private final StringBuilder svg = new StringBuilder();

    private SvgChart(Chart chart) {
        this.chart = chart;
        this.across = chart.horizontalTicks(8);
        this.up = chart.verticalTicks(5);
    }

    static String of(Chart chart) {
        SvgChart drawing = new SvgChart(chart);
        drawing.draw();
        return drawing.svg.toString();
    }

    private void draw() {
        line(
                "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH, HEIGHT, Html.escaped(chart.title()));
        grid();
        for (int i = 0; i < chart.lines().size(); i++) {
            Chart.Line one = chart.lines().get(i);
            String colour = "var(--line-" + (i + 1) + ")";
            line(
                    "  <polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-linejoin=\"round\" points=\"%s\"/>",
                    colour, points(one.points()));
            dots(one, colour);
            if (chart.lines().size() > 1) {
                line(
                        "  <text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>",
                        LEFT + 8, TOP + 14 + 16 * i, colour, Html.escaped(one.name()));
            }
        }
        svg.append("</svg>\n");
    }

    private void grid() {
        List<String> labels = up.labels();
        for (int i = 0; i < up.count(); i++) {
            double y = y(up.at(i));
            line("  <path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y, WIDTH - RIGHT);
            line("  <text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 8, y + 4, labels.get(i));
        }
        labels = across.labels();
        for (int i = 0; i < across.count(); i++) {
            line(
                    "  <text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    x(across.at(i)), HEIGHT - BOTTOM + 18, labels.get(i));
        }
        line(
                "  <text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                LEFT + WIDE / 2, HEIGHT - 8, Html.escaped(chart.horizontal()));
        line(
                "  <text transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
                TOP + HIGH / 2, Html.escaped(chart.vertical()));
    }

    private String points(List<Chart.Point> points) {
        return points.stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", x(point.x()), y(point.y())))
                .collect(Collectors.joining(" "));
    }

    private void dots(Chart.Line one, String colour) {
        String seen = one.points().size() <= DOTS ? "fill=\"" + colour + "\"" : "fill=\"transparent\"";
        for (Chart.Point point : one.points()) {
            line(
                    "  <circle cx=\"%.1f\" cy=\"%.1f\" r=\"%d\" %s><title>%s %s: %s %s</title></circle>",
                    x(point.x()),
                    y(point.y()),
                    one.points().size() <= DOTS ? 3 : 5,
                    seen,
                    Html.escaped(chart.horizontal()),
                    Numbers.of(point.x()),
                    Html.escaped(one.name()),
                    Numbers.of(point.y()));
        }
    }

    private double x(double value) {
        return LEFT + WIDE * across.share(value);
    }

    private double y(double value) {
        return TOP + HIGH * (1 - up.share(value));
    }

    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
