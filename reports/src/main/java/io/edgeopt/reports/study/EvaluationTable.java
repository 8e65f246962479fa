package io.edgeopt.reports.study;

import io.edgeopt.core.study.Explained;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.VariantFile;
import io.edgeopt.core.study.VariantRow;
import io.edgeopt.core.task.metric.Comparison;
import io.edgeopt.core.task.metric.Score;
import io.edgeopt.reports.page.Block;
import io.edgeopt.reports.page.Block.Column;
import io.edgeopt.reports.page.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** The table that is handed in, one row a model, and for each model the rows before and after. */
final class EvaluationTable {
    private final Voice voice;
    private final Numerals numerals;
    private final boolean energy;

    /** The 95th percentile, or where there were too few frames for any, the 90th. */
    private final int tail;

    EvaluationTable(StudyResult result, Voice voice) {
        this.voice = voice;
        this.numerals = voice.numerals();
        this.tail = result.models().stream()
                        .flatMap(model -> model.rows().stream())
                        .anyMatch(row -> ModelView.work(row, 95).isPresent())
                ? 95
                : 90;
        this.energy = result.models().stream()
                .flatMap(model -> model.rows().stream())
                .anyMatch(row -> row.speed().flatMap(Speed::joulesPerFrame).isPresent());
    }

    /** The baselines, as the table is asked for: frame size, precision, memory, frames a second; then what is added. */
    Block.Table baselines(List<ModelView> models) {
        List<Column> columns = new ArrayList<>(List.of(
                new Column(voice.say("column.model"), false),
                number("column.frame-size"),
                number("column.precision"),
                number("column.memory"),
                number("column.fps")));
        columns.addAll(more());
        columns.add(new Column(voice.say("column.explained"), false));
        List<List<Cell>> rows = new ArrayList<>();
        for (ModelView model : models) {
            for (VariantRow row : model.rows()) {
                if (StudiedModel.isBaseline(row)) {
                    String name = row.equals(model.baseline().orElse(row))
                            ? model.model().name()
                            : model.model().name() + " @" + row.device();
                    rows.add(baseline(name, model, row));
                }
            }
        }
        return new Block.Table(voice.say("evaluation.caption"), columns, rows);
    }

    private List<Cell> baseline(String name, ModelView model, VariantRow row) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(name));
        cells.add(Cell.of(model.model().frame()));
        if (row.absent().isPresent()) {
            cells.add(Cell.reason(row.failure()
                    .orElseGet(() -> voice.say("left-out", row.leftOut().orElse("")))));
            return cells;
        }
        cells.add(ModelView.score(row).map(this::named).orElse(missing()));
        cells.add(memory(row, Optional.empty()));
        cells.add(fps(row, Optional.empty()));
        cells.addAll(more(row, Optional.empty()));
        cells.add(Cell.of(methods(row)));
        return cells;
    }

    /** One model's variants below its baseline. */
    Block.Table beforeAndAfter(ModelView model) {
        List<Column> columns = new ArrayList<>(List.of(
                new Column(voice.say("column.variant"), false),
                new Column(voice.say("column.precision-of", model.metric()), true),
                number("column.work"),
                number("column.fps"),
                number("column.memory")));
        columns.addAll(more());
        columns.add(number("column.drift"));
        List<List<Cell>> rows = new ArrayList<>();
        for (VariantRow row : model.rows()) {
            rows.add(row(model, row));
        }
        return new Block.Table(voice.say("before-after.caption", model.model().name()), columns, rows);
    }

    private List<Cell> row(ModelView model, VariantRow row) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(model.name(row)));
        if (row.absent().isPresent()) {
            cells.add(Cell.reason(row.failure()
                    .orElseGet(() -> voice.say("left-out", row.leftOut().orElse("")))));
            return cells;
        }
        Optional<VariantRow> baseline =
                ModelView.isBaseline(row) ? Optional.empty() : model.model().baselineOf(row);
        cells.add(accuracy(row));
        cells.add(work(row));
        cells.add(fps(row, baseline));
        cells.add(memory(row, baseline));
        cells.addAll(more(row, baseline));
        cells.add(drift(row));
        return cells;
    }

    private List<Column> more() {
        List<Column> columns = new ArrayList<>(List.of(
                new Column(voice.say("column.tail", String.valueOf(tail)), true),
                number("column.macs"),
                number("column.file")));
        if (energy) {
            columns.add(number("column.energy"));
        }
        return columns;
    }

    private List<Cell> more(VariantRow row, Optional<VariantRow> baseline) {
        List<Cell> cells = new ArrayList<>();
        cells.add(tail(row));
        cells.add(macs(row, baseline));
        cells.add(file(row, baseline));
        if (energy) {
            cells.add(energy(row, baseline));
        }
        return cells;
    }

    /** By which the model was explained. */
    private String methods(VariantRow row) {
        String names = row.explained().stream()
                .flatMap(explained -> explained.methods().stream())
                .map(Explained.Method::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? voice.absent() : names;
    }

    private Cell named(Score score) {
        return Cell.number(numerals.fixed(score.value(), 3), score.value())
                .with(score.name() + " " + numerals.interval(score.low(), score.high(), 3));
    }

    private Cell accuracy(VariantRow row) {
        Optional<Score> score = ModelView.score(row);
        Optional<Comparison> change = ModelView.change(row);
        if (score.isPresent() && change.isPresent()) {
            return voice.changes().accuracy(score.orElseThrow().value(), change.orElseThrow());
        }
        return score.map(one -> Cell.number(numerals.fixed(one.value(), 3), one.value())
                        .with(numerals.interval(one.low(), one.high(), 3)))
                .orElse(missing());
    }

    private Cell work(VariantRow row) {
        return ModelView.work(row, 50)
                .map(half -> row.speed()
                        .flatMap(Speed::ratio)
                        .map(ratio -> voice.changes().work(half.value(), ratio))
                        .orElse(Cell.number(numerals.measured(half.value()), half.value())
                                .with(numerals.interval(half.low(), half.high(), 2))))
                .orElse(missing());
    }

    private Cell fps(VariantRow row, Optional<VariantRow> baseline) {
        Optional<Speed> speed = row.speed();
        if (speed.isEmpty()) {
            return missing();
        }
        Cell cell = baseline.flatMap(VariantRow::speed)
                .map(before -> voice.changes().fps(speed.orElseThrow(), before))
                .orElse(Cell.number(
                        numerals.fixed(speed.orElseThrow().fps(), 1),
                        speed.orElseThrow().fps()));
        return switch (speed.orElseThrow().verdict().state()) {
            case VALID -> cell;
            case INCONCLUSIVE, INVALID ->
                cell.with(voice.say("verdict."
                                + speed.orElseThrow().verdict().state().name()))
                        .with(Cell.Tone.WORSE);
        };
    }

    private Cell memory(VariantRow row, Optional<VariantRow> baseline) {
        Optional<Long> peak = row.speed().flatMap(Speed::peakBytes);
        return peak.map(bytes -> baseline.flatMap(VariantRow::speed)
                        .flatMap(Speed::peakBytes)
                        .map(before -> voice.changes().measuredOnce(numerals.megabytes(bytes), bytes, before))
                        .orElse(Cell.number(numerals.megabytes(bytes), bytes)))
                .orElse(missing());
    }

    private Cell tail(VariantRow row) {
        return ModelView.work(row, tail)
                .map(found -> Cell.number(numerals.measured(found.value()), found.value())
                        .with(numerals.interval(found.low(), found.high(), 2)))
                .or(() -> ModelView.work(row, 90)
                        .map(p90 -> Cell.number(numerals.measured(p90.value()), p90.value())
                                .with(voice.say("p90-instead"))))
                .orElse(missing());
    }

    private Cell macs(VariantRow row, Optional<VariantRow> baseline) {
        return counted(row, baseline, VariantFile::macs, numerals::millions);
    }

    private Cell file(VariantRow row, Optional<VariantRow> baseline) {
        return counted(row, baseline, file -> Optional.of(file.bytes()), numerals::megabytes);
    }

    private Cell counted(
            VariantRow row,
            Optional<VariantRow> baseline,
            Function<VariantFile, Optional<Long>> count,
            LongFunction<String> text) {
        Optional<Long> value = row.file().flatMap(count);
        return value.map(now -> baseline.flatMap(VariantRow::file)
                        .flatMap(count)
                        .map(before -> voice.changes().counted(text.apply(now), now, before))
                        .orElse(Cell.number(text.apply(now), now)))
                .orElse(missing());
    }

    private Cell energy(VariantRow row, Optional<VariantRow> baseline) {
        Optional<Double> joules = row.speed().flatMap(Speed::joulesPerFrame);
        return joules.map(now -> baseline.flatMap(VariantRow::speed)
                        .flatMap(Speed::joulesPerFrame)
                        .map(before -> voice.changes().measuredOnce(numerals.fixed(now, 4), now, before))
                        .orElse(Cell.number(numerals.fixed(now, 4), now)))
                .orElse(missing());
    }

    private Cell drift(VariantRow row) {
        if (ModelView.isBaseline(row)) {
            return Cell.of("–");
        }
        return ModelView.drift(row).map(this::drift).orElse(missing());
    }

    private Cell drift(Explained.Drift drift) {
        return Cell.number(numerals.fixed(drift.value(), 2), drift.value())
                .with(numerals.interval(drift.low(), drift.high(), 2));
    }

    private Cell missing() {
        return Cell.of(voice.absent());
    }

    private Column number(String key) {
        return new Column(voice.say(key), true);
    }
}
