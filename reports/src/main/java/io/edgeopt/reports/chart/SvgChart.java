package io.edgeopt.reports.chart;

import io.edgeopt.reports.chart.Chart.Form;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A chart as SVG inside a page: text stays text, colours are the page's ({@code --line-1}, {@code --grid} and so on,
 * see {@link Style}), and a value shows when the pointer rests on it. No script.
 */
final class SvgChart {
    private static final int PLOT = 240;
    private static final int LEFT = 66;
    private static final int RIGHT = 16;
    private static final int BOTTOM = 46;
    private static final int WIDE = Svg.WIDTH - LEFT - RIGHT;

    /** More points than this stand so close that dots would hide the line; the pointer still finds them. */
    private static final int DOTS = 40;

    private final Chart chart;
    private final Ticks across;
    private final Ticks up;
    private final List<Svg.Named> names;
    private final int top;
    private final Svg svg = new Svg();

    private SvgChart(Chart chart) {
        this.chart = chart;
        this.across = chart.horizontalTicks(6);
        this.up = chart.verticalTicks(5);
        // Dots have their names beside them.
        this.names = chart.lines().stream()
                .filter(line -> line.isNamed() && line.form() != Form.DOTS)
                .map(line -> new Svg.Named(line.name(), line.colour()))
                .toList();
        this.top = 12 + Svg.keyHeight(names);
    }

    static String of(Chart chart, String label) {
        return new SvgChart(chart).drawn(label);
    }

    private String drawn(String label) {
        svg.open(top + PLOT + BOTTOM, label);
        svg.key(names);
        grid();
        for (Chart.Line one : chart.lines()) {
            path(one);
            intervals(one);
            dots(one);
        }
        labels();
        return svg.close();
    }

    private void grid() {
        List<String> marks = up.labels();
        for (int i = 0; i < up.count(); i++) {
            double y = y(up.at(i));
            svg.line("  <path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y, Svg.WIDTH - RIGHT);
            svg.line(
                    "  <text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT - 7, y + 4, chart.mark().in(marks.get(i)));
        }
        marks = across.labels();
        for (int i = 0; i < across.count(); i++) {
            svg.line(
                    "  <text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    x(across.at(i)), top + PLOT + 18, chart.mark().in(marks.get(i)));
        }
        svg.line(
                "  <text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                LEFT + WIDE / 2, top + PLOT + BOTTOM - 8, Svg.escaped(chart.horizontal()));
        svg.line(
                "  <text transform=\"translate(13 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
                top + PLOT / 2, Svg.escaped(chart.vertical()));
    }

    private void path(Chart.Line one) {
        if (one.form() == Form.DOTS || one.form() == Form.CLOUD) {
            return;
        }
        String colour = one.form() == Form.EDGE ? "var(--faint)" : Svg.colour(one.colour());
        String dashes = one.form() == Form.EDGE ? " stroke-dasharray=\"2 3\"" : Svg.dashes(one.colour());
        svg.line(
                "  <path fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-linejoin=\"round\"%s d=\"%s\">%s</path>",
                colour,
                one.form() == Form.EDGE ? "1.5" : "2",
                dashes,
                one.form() == Form.LINE ? straight(one.points()) : level(one.points()),
                one.isNamed() ? "<title>" + Svg.escaped(one.name()) + "</title>" : "");
    }

    private String straight(List<Chart.Point> points) {
        return points.stream()
                .map(point -> String.format(Locale.ROOT, "%.1f %.1f", x(point.x()), y(point.y())))
                .collect(Collectors.joining("L", "M", ""));
    }

    private String level(List<Chart.Point> points) {
        StringBuilder path = new StringBuilder();
        for (Chart.Point point : points) {
            path.append(String.format(
                    Locale.ROOT, path.isEmpty() ? "M%.1f %.1f" : "H%.1fV%.1f", x(point.x()), y(point.y())));
        }
        return path.toString();
    }

    private void intervals(Chart.Line one) {
        for (Chart.Point point : one.points()) {
            if (point.hasInterval()) {
                svg.line(
                        "  <path stroke=\"%s\" stroke-width=\"1.5\" d=\"M%.1f %.1fV%.1f\"/>",
                        Svg.colour(one.colour()), x(point.x()), y(point.low()), y(point.high()));
            }
        }
    }

    private void dots(Chart.Line one) {
        if (one.form() == Form.STAIRS || one.form() == Form.EDGE) {
            return;
        }
        boolean few = one.points().size() <= DOTS || one.form() == Form.CLOUD;
        int size = one.form() == Form.DOTS ? 5 : few ? 3 : 5;
        for (Chart.Point point : one.points()) {
            svg.line(
                    "  <circle cx=\"%.1f\" cy=\"%.1f\" r=\"%d\" fill=\"%s\"><title>%s; %s %s; %s %s</title></circle>",
                    x(point.x()),
                    y(point.y()),
                    size,
                    few ? Svg.colour(one.colour()) : "transparent",
                    Svg.escaped(one.name()),
                    Svg.escaped(chart.horizontal()),
                    chart.mark().in(Numbers.of(point.x())),
                    Svg.escaped(chart.vertical()),
                    chart.mark().in(Numbers.of(point.y())));
        }
    }

    /** The names of dots, each where it covers nothing. */
    private void labels() {
        Labels labels = new Labels(LEFT, top, Svg.WIDTH - RIGHT, top + PLOT);
        List<Chart.Line> dots =
                chart.lines().stream().filter(line -> line.form() == Form.DOTS).toList();
        for (Chart.Line line : dots) {
            for (Chart.Point point : line.points()) {
                labels.keepFree(x(point.x()), y(point.y()));
                labels.keepFree(x(point.x()), y(point.high()), y(point.low()));
            }
        }
        for (Chart.Line line : dots) {
            for (Chart.Point point : line.points()) {
                Labels.Place place = labels.place(line.name(), x(point.x()), y(point.y()));
                if (place.far()) {
                    double middle = place.x() + line.name().length() * Svg.LETTER / 2;
                    double edge = place.y() < y(point.y()) ? place.y() + 3 : place.y() - 11;
                    svg.line(
                            "  <path stroke=\"var(--faint)\" stroke-width=\"0.7\" d=\"M%.1f %.1fL%.1f %.1f\"/>",
                            x(point.x()), y(point.y()), middle, edge);
                }
                svg.line(
                        "  <text class=\"name\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                        place.x(), place.y(), Svg.escaped(line.name()));
            }
        }
    }

    private double x(double value) {
        return LEFT + WIDE * across.share(value);
    }

    private double y(double value) {
        return top + PLOT * (1 - up.share(value));
    }
}
