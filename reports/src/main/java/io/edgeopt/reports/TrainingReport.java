package io.edgeopt.reports;

import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.run.TrainingCurve;
import io.edgeopt.core.run.TrainingCurve.Point;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How a training went, as pages: {@code training.html}, {@code training.md} and its pictures. */
public final class TrainingReport {
    private final String name;
    private final TrainingCurve curve;
    private final Map<String, Chart> charts = new LinkedHashMap<>();

    private TrainingReport(String name, TrainingCurve curve) {
        this.name = name;
        this.curve = curve;
        add("loss", "Loss", "mean loss", Point::loss);
        add("metric", curve.metric(), curve.metric(), point -> point.metric().orElse(Double.NaN));
        add("learning-rate", "Learning rate", "learning rate", Point::rate);
    }

    /** Of the training called {@code name}. */
    public static TrainingReport of(String name, TrainingCurve curve) {
        return new TrainingReport(name, curve);
    }

    private void add(String file, String title, String vertical, ToDoubleFunction<Point> value) {
        Chart.Line line = new Chart.Line(
                title,
                curve.points().stream()
                        .map(point -> new Chart.Point(point.epoch(), value.applyAsDouble(point)))
                        .toList());
        Chart chart = new Chart(title, "epoch", vertical, List.of(line));
        if (!chart.isEmpty()) {
            charts.put(file, chart);
        }
    }

    /** Writes both pages and, under {@code charts/}, each chart for light and for dark pages. */
    public void write(Path folder) {
        AtomicFile.checkWritableFolder(folder);
        charts.forEach((file, chart) -> {
            AtomicFile.write(folder.resolve("charts/" + file + ".png"), PngChart.of(chart, Style.LIGHT));
            AtomicFile.write(folder.resolve("charts/" + file + "-dark.png"), PngChart.of(chart, Style.DARK));
        });
        AtomicFile.write(folder.resolve("training.html"), html());
        AtomicFile.write(folder.resolve("training.md"), markdown());
    }

    /** A page that needs nothing beside itself. */
    public String html() {
        HtmlPage page = new HtmlPage("Training of " + name);
        page.facts(facts());
        charts.values().forEach(page::chart);
        page.table("Every epoch", header(), rows());
        return page.text();
    }

    /** A page for places that show Markdown; its pictures lie beside it. */
    public String markdown() {
        StringBuilder page = new StringBuilder("# Training of %s\n\n".formatted(name));
        facts().forEach((what, value) ->
                page.append("- ").append(what).append(": ").append(value).append('\n'));
        charts.forEach((file, chart) -> page.append("""

                <picture>
                  <source media="(prefers-color-scheme: dark)" srcset="charts/%1$s-dark.png">
                  <img src="charts/%1$s.png" width="640" alt="%2$s over epochs">
                </picture>
                """.formatted(file, Html.escaped(chart.title()))));
        page.append("\n| ").append(String.join(" | ", header())).append(" |\n|");
        page.append(" ---: |".repeat(header().size())).append('\n');
        rows().forEach(row -> page.append("| ").append(String.join(" | ", row)).append(" |\n"));
        return page.toString();
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        List<Point> points = curve.points();
        if (points.isEmpty()) {
            facts.put("epochs", "none was finished");
            return facts;
        }
        Point last = points.get(points.size() - 1);
        facts.put("epochs", String.valueOf(last.epoch()));
        facts.put("steps", String.valueOf(last.steps()));
        facts.put(
                "loss",
                "%s, from %s"
                        .formatted(
                                Numbers.of(last.loss()),
                                Numbers.of(points.get(0).loss())));
        highest()
                .ifPresent(point -> facts.put(
                        "highest " + curve.metric(),
                        "%s, after epoch %s"
                                .formatted(Numbers.of(point.metric().orElseThrow()), Integer.toString(point.epoch()))));
        double speed =
                points.stream().mapToDouble(Point::imagesPerSecond).average().orElseThrow();
        facts.put("images a second", Numbers.of(speed));
        return facts;
    }

    private Optional<Point> highest() {
        return curve.points().stream()
                .filter(point -> point.metric().isPresent()
                        && Double.isFinite(point.metric().getAsDouble()))
                .max(Comparator.comparingDouble((Point point) -> point.metric().orElseThrow())
                        .thenComparing(Point::epoch, Comparator.reverseOrder()));
    }

    private List<String> header() {
        return List.of("epoch", "steps", "learning rate", "loss", curve.metric(), "images a second");
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (Point point : curve.points()) {
            rows.add(List.of(
                    String.valueOf(point.epoch()),
                    String.valueOf(point.steps()),
                    Numbers.of(point.rate()),
                    Numbers.of(point.loss()),
                    point.metric().isPresent() ? Numbers.of(point.metric().getAsDouble()) : "",
                    Numbers.of(point.imagesPerSecond())));
        }
        return rows;
    }
}
