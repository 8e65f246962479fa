package io.edgeopt.reports;

import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.run.TrainingCurve;
import io.edgeopt.core.run.TrainingCurve.Point;
import io.edgeopt.reports.chart.Chart;
import io.edgeopt.reports.chart.Numbers;
import io.edgeopt.reports.page.Block;
import io.edgeopt.reports.page.Cell;
import io.edgeopt.reports.page.HtmlPage;
import io.edgeopt.reports.page.MarkdownPage;
import io.edgeopt.reports.page.Page;
import io.edgeopt.reports.page.Pictures;
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
                Chart.Form.LINE,
                0,
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
        Pictures.write(page(), folder);
        AtomicFile.write(folder.resolve("training.html"), html());
        AtomicFile.write(folder.resolve("training.md"), markdown());
    }

    /** A page that needs nothing beside itself. */
    public String html() {
        return HtmlPage.of(page());
    }

    /** A page for places that show Markdown; its pictures lie beside it. */
    public String markdown() {
        return MarkdownPage.of(page(), Path.of(""));
    }

    private Page page() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Facts(facts().entrySet().stream()
                .map(fact -> new Block.Fact(fact.getKey(), fact.getValue()))
                .toList()));
        charts.forEach((file, chart) -> blocks.add(new Block.Drawing(file, chart, "Over epochs.")));
        List<Block.Column> columns =
                header().stream().map(head -> new Block.Column(head, true)).toList();
        List<List<Cell>> rows =
                rows().stream().map(row -> row.stream().map(Cell::of).toList()).toList();
        blocks.add(new Block.Folded("Every epoch", List.of(new Block.Table("Every epoch", columns, rows))));
        return new Page("Training of " + name, Page.Furniture.ENGLISH, blocks, List.of());
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
