package io.edgeopt.reports.study;

import io.edgeopt.core.measure.Percentile;
import io.edgeopt.core.measure.Stage;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.VariantFile;
import io.edgeopt.core.study.VariantRow;
import io.edgeopt.core.task.metric.Score;
import io.edgeopt.reports.chart.Bars;
import io.edgeopt.reports.chart.Chart;
import io.edgeopt.reports.chart.Chart.Form;
import io.edgeopt.reports.chart.Chart.Line;
import io.edgeopt.reports.chart.Chart.Point;
import io.edgeopt.reports.page.Block;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The charts of speeds and sizes. */
final class ModelCharts {
    private static final int STEPS = 100;
    private static final double CUT = 0.99;

    /** Short, since it stands beside names on axes; the page says what it means. */
    private static final String DOUBTED = " (?)";

    private final Voice voice;

    ModelCharts(Voice voice) {
        this.voice = voice;
    }

    /** A measured thing with its name and colour, alone or together with others. */
    record Timed(String name, int colour, Speed speed) {}

    List<Timed> timed(ModelView model) {
        return model.rows().stream()
                .filter(row -> row.speed().isPresent())
                .map(row -> new Timed(
                        shown(model, row), model.colour(row), row.speed().orElseThrow()))
                .toList();
    }

    private String shown(ModelView model, VariantRow row) {
        return ModelView.isInvalid(row) ? model.name(row) + DOUBTED : model.name(row);
    }

    List<Block.Drawing> of(ModelView model) {
        List<Block.Drawing> drawings = new ArrayList<>();
        accuracyAgainst(
                        model,
                        "latency",
                        voice.say("axis.work"),
                        row -> ModelView.work(row, 50).map(Percentile::value))
                .ifPresent(drawings::add);
        accuracyAgainst(
                        model,
                        "size",
                        voice.say("axis.file"),
                        row -> row.file().map(VariantFile::bytes).map(bytes -> bytes / 1e6))
                .ifPresent(drawings::add);
        drawings.addAll(ofTimes(model.file(), timed(model)));
        return drawings;
    }

    List<Block.Drawing> ofTimes(String file, List<Timed> timed) {
        List<Block.Drawing> drawings = new ArrayList<>();
        shares(file + "-work", "chart.work", "axis.time", timed, Speed.Round::workMs)
                .ifPresent(drawings::add);

        shares(file + "-age", "chart.age", "axis.age", timed, Speed.Round::ageMs)
                .ifPresent(drawings::add);
        stages(file + "-stages", timed).ifPresent(drawings::add);
        return drawings;
    }

    private Optional<Block.Drawing> accuracyAgainst(
            ModelView model, String file, String cost, Function<VariantRow, Optional<Double>> read) {
        List<Line> lines = new ArrayList<>();
        List<Point> all = new ArrayList<>();
        for (VariantRow row : model.rows()) {
            Optional<Score> score = ModelView.score(row);
            Optional<Double> paid = read.apply(row);
            if (score.isPresent() && paid.isPresent()) {
                Score one = score.orElseThrow();
                Point point = new Point(paid.orElseThrow(), one.value(), one.low(), one.high());
                all.add(point);
                lines.add(new Line(shown(model, row), Form.DOTS, model.colour(row), List.of(point)));
            }
        }
        if (lines.size() < 2) {
            return Optional.empty();
        }
        lines.add(0, new Line("  ", Form.EDGE, 0, edge(all)));
        Chart chart = new Chart(
                voice.say("chart.against-" + file),
                cost,
                model.metric(),
                lines,
                voice.words().mark());
        return Optional.of(new Block.Drawing(model.file() + "-" + file, chart, voice.say("chart.against.words")));
    }

    /** The best that can be had for the price, from the cheapest on. */
    private static List<Point> edge(List<Point> all) {
        List<Point> edge = new ArrayList<>();
        double best = Double.NEGATIVE_INFINITY;
        for (Point point : all.stream()
                .sorted(Comparator.comparingDouble(Point::x).thenComparing(Point::y, Comparator.reverseOrder()))
                .toList()) {
            if (point.y() > best) {
                best = point.y();
                edge.add(new Point(point.x(), point.y()));
            }
        }
        return edge;
    }

    /** Which share of frames took at most so long. */
    private Optional<Block.Drawing> shares(
            String file, String title, String axis, List<Timed> timed, Function<Speed.Round, List<Double>> read) {
        List<double[]> series =
                timed.stream().map(one -> sorted(one.speed(), read)).toList();
        double end = series.stream()
                .filter(values -> values.length > 0)
                .mapToDouble(values -> values[(int) Math.ceil(CUT * values.length) - 1])
                .max()
                .orElse(0);
        double largest = series.stream()
                .filter(values -> values.length > 0)
                .mapToDouble(values -> values[values.length - 1])
                .max()
                .orElse(0);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < timed.size(); i++) {
            lines.add(new Line(timed.get(i).name(), Form.STAIRS, timed.get(i).colour(), stairs(series.get(i), end)));
        }
        Chart chart = new Chart(
                voice.say(title),
                voice.say(axis),
                voice.say("axis.share"),
                lines,
                voice.words().mark());
        String words = voice.say(title + ".words");
        if (largest > end) {
            words += " " + voice.say("chart.cut", voice.numerals().measured(largest));
        }
        return chart.isEmpty() ? Optional.empty() : Optional.of(new Block.Drawing(file, chart, words));
    }

    private static double[] sorted(Speed speed, Function<Speed.Round, List<Double>> read) {
        return speed.rounds().stream()
                .map(read)
                .flatMap(Collection::stream)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    private static List<Point> stairs(double[] sorted, double end) {
        if (sorted.length == 0) {
            return List.of();
        }
        int steps = Math.min(STEPS, sorted.length);
        List<Point> points = new ArrayList<>(List.of(new Point(sorted[0], 0)));
        for (int step = 1; step <= steps; step++) {
            int index = (int) Math.ceil((double) step * sorted.length / steps) - 1;
            if (sorted[index] <= end) {
                points.add(new Point(sorted[index], 100.0 * (index + 1) / sorted.length));
            }
        }
        return points;
    }

    private Optional<Block.Drawing> stages(String file, List<Timed> timed) {
        Set<String> names = new LinkedHashSet<>();
        timed.forEach(one -> one.speed().stages().forEach(stage -> names.add(stage.name())));
        List<Bars.Bar> bars = timed.stream()
                .filter(one -> !one.speed().stages().isEmpty())
                .map(one -> new Bars.Bar(one.name(), lengths(names, one.speed())))
                .toList();
        Bars chart = new Bars(
                voice.say("chart.stages"),
                voice.say("axis.stages"),
                names.stream().map(name -> voice.words().name("stage", name)).toList(),
                bars,
                voice.words().mark());
        return chart.isEmpty()
                ? Optional.empty()
                : Optional.of(new Block.Drawing(file, chart, voice.say("chart.stages.words")));
    }

    private static List<Double> lengths(Set<String> names, Speed speed) {
        return names.stream()
                .map(name -> speed.stages().stream()
                        .filter(stage -> stage.name().equals(name))
                        .mapToDouble(Stage::medianMs)
                        .sum())
                .toList();
    }
}
