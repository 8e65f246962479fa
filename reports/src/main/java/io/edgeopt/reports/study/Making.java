package io.edgeopt.reports.study;

import io.edgeopt.core.run.TrainingCurve;
import io.edgeopt.core.study.Control;
import io.edgeopt.core.study.Sensitivity;
import io.edgeopt.core.study.VariantFile;
import io.edgeopt.core.study.VariantRow;
import io.edgeopt.core.task.metric.Score;
import io.edgeopt.reports.chart.Bars;
import io.edgeopt.reports.chart.Chart;
import io.edgeopt.reports.chart.Chart.Form;
import io.edgeopt.reports.chart.Chart.Line;
import io.edgeopt.reports.chart.Chart.Point;
import io.edgeopt.reports.page.Block;
import io.edgeopt.reports.page.Block.Column;
import io.edgeopt.reports.page.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** How each variant was made: its lineage, its training, and what single layers do to it. */
final class Making {
    private static final int DIGEST = 12;
    private static final int LAYERS = 15;

    private final Voice voice;

    Making(Voice voice) {
        this.voice = voice;
    }

    List<Block> of(ModelView model) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(lineage(model));
        controls(model).ifPresent(blocks::add);
        curve(model, "loss", voice.say("axis.loss"), TrainingCurve.Point::loss).ifPresent(blocks::add);
        curve(model, "metric", model.metric(), point -> point.metric().orElse(Double.NaN))
                .ifPresent(blocks::add);
        for (VariantRow row : model.rows()) {
            row.sensitivity()
                    .filter(found -> !found.layers().isEmpty())
                    .ifPresent(found -> blocks.add(sensitivity(model, row, found)));
        }
        List<String> notes = notes(model);
        if (!notes.isEmpty()) {
            blocks.add(new Block.Text(voice.say("notes")));
            blocks.add(new Block.Bullets(notes, true));
        }
        return blocks;
    }

    /** What is said of several rows is said once. */
    private List<String> notes(ModelView model) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (VariantRow row : model.rows()) {
            notes(row)
                    .forEach(note -> rows.computeIfAbsent(note, unused -> new ArrayList<>())
                            .add(model.name(row)));
        }
        int all = model.made().size();
        List<String> notes = new ArrayList<>();
        rows.forEach((note, names) -> notes.add(
                (all > 1 && names.size() == all ? voice.say("notes.all") : String.join(", ", names)) + ": " + note));
        return notes;
    }

    private static Set<String> notes(VariantRow row) {
        Set<String> notes = new LinkedHashSet<>(row.notes());
        row.accuracy().ifPresent(accuracy -> notes.addAll(accuracy.notes()));
        row.speed()
                .ifPresent(speed -> speed.verdict()
                        .reasons()
                        .forEach(reason -> notes.add(speed.verdict().state() + ": " + reason)));
        row.speed().ifPresent(speed -> notes.addAll(speed.verdict().advice()));
        return notes;
    }

    private Block lineage(ModelView model) {
        List<List<Cell>> rows = new ArrayList<>();
        for (VariantRow row : model.rows()) {
            Optional<VariantFile> file = row.file();
            rows.add(List.of(
                    Cell.of(model.name(row)),
                    Cell.of(row.lineage().isEmpty() ? row.made() : String.join(" → ", row.lineage()))
                            .with(row.lineage().isEmpty() ? "" : row.made()),
                    file.flatMap(VariantFile::parameters)
                            .map(count -> Cell.number(voice.numerals().millions(count), count))
                            .orElse(Cell.of("–")),
                    file.flatMap(VariantFile::zeros)
                            .map(share -> Cell.number(voice.numerals().percent(share), share))
                            .orElse(Cell.of("–")),
                    file.flatMap(VariantFile::packedBytes)
                            .map(bytes -> Cell.number(voice.numerals().megabytes(bytes), bytes))
                            .orElse(Cell.of("–")),
                    file.map(one -> Cell.of(one.path())
                                    .with(one.digest()
                                            .substring(
                                                    0,
                                                    Math.min(
                                                            DIGEST, one.digest().length()))))
                            .orElse(Cell.of("–"))));
        }
        return new Block.Table(
                voice.say("lineage.caption"),
                List.of(
                        new Column(voice.say("column.variant"), false),
                        new Column(voice.say("column.steps"), false),
                        new Column(voice.say("column.parameters"), true),
                        new Column(voice.say("column.zeros"), true),
                        new Column(voice.say("column.packed"), true),
                        new Column(voice.say("column.path"), false)),
                rows);
    }

    /** What each variant that had a teacher has more than the same network without. */
    private Optional<Block> controls(ModelView model) {
        List<List<Cell>> rows = new ArrayList<>();
        for (VariantRow row : model.rows()) {
            Optional<Score> with = ModelView.score(row);
            Optional<Control> control = row.control()
                    .filter(one -> !one.scores().isEmpty() && !one.gains().isEmpty());
            if (with.isPresent() && control.isPresent()) {
                Score without = control.get().scores().get(0);
                rows.add(List.of(
                        Cell.of(model.name(row)),
                        Cell.number(voice.numerals().fixed(without.value(), 3), without.value())
                                .with(voice.numerals().interval(without.low(), without.high(), 3)),
                        voice.changes()
                                .accuracy(
                                        with.get().value(),
                                        control.get().gains().get(0)),
                        Cell.reason(control.get().made())));
            }
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Block.Table(
                        voice.say("control.caption"),
                        List.of(
                                new Column(voice.say("column.variant"), false),
                                new Column(voice.say("column.control") + ": " + model.metric(), true),
                                new Column(voice.say("column.taught"), true),
                                new Column(voice.say("column.steps"), false)),
                        rows));
    }

    private Optional<Block> curve(
            ModelView model, String file, String vertical, ToDoubleFunction<TrainingCurve.Point> value) {
        List<Line> lines = new ArrayList<>();
        for (VariantRow row : model.rows()) {
            row.training()
                    .ifPresent(curve -> lines.add(new Line(
                            model.name(row),
                            Form.LINE,
                            model.colour(row),
                            curve.points().stream()
                                    .map(point -> new Point(point.epoch(), value.applyAsDouble(point)))
                                    .toList())));
        }
        Chart chart = new Chart(
                voice.say("chart.training-" + file),
                voice.say("axis.epoch"),
                vertical,
                lines,
                voice.words().mark());
        return chart.isEmpty()
                ? Optional.empty()
                : Optional.of(new Block.Drawing(
                        model.file() + "-training-" + file, chart, voice.say("chart.training.words")));
    }

    private Block sensitivity(ModelView model, VariantRow row, Sensitivity found) {
        List<Bars.Bar> bars = found.layers().stream()
                .limit(LAYERS)
                .map(layer -> new Bars.Bar(layer.name(), List.of(Math.max(0, layer.value()))))
                .toList();
        Bars chart = new Bars(
                voice.say("chart.sensitivity", model.name(row)),
                voice.say("axis.harm"),
                List.of(voice.say("column.layer")),
                bars,
                voice.words().mark());
        return new Block.Drawing(
                model.file() + "-sensitivity-" + model.colour(row),
                chart,
                voice.say(
                        "chart.sensitivity.words", String.valueOf(found.layers().size()), found.measure()));
    }
}
