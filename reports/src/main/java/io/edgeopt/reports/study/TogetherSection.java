package io.edgeopt.reports.study;

import io.edgeopt.core.measure.Percentile;
import io.edgeopt.core.measure.Percentiles;
import io.edgeopt.core.measure.Verdict;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.Together;
import io.edgeopt.reports.page.Block;
import io.edgeopt.reports.page.Block.Column;
import io.edgeopt.reports.page.Cell;
import io.edgeopt.reports.page.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Several models on one camera. */
final class TogetherSection {
    private final Voice voice;
    private final Numerals numerals;
    private final List<String> labels;

    /** With the colours, by variant, that the rest of the report has. */
    TogetherSection(Voice voice, List<String> labels) {
        this.voice = voice;
        this.numerals = voice.numerals();
        this.labels = labels;
    }

    Section of(List<Together> all) {
        Map<String, List<Together>> sets =
                all.stream().collect(Collectors.groupingBy(Together::name, LinkedHashMap::new, Collectors.toList()));
        List<Section> parts = new ArrayList<>();
        sets.forEach((name, rows) -> parts.add(new Section(
                "together-" + (parts.size() + 1), voice.words().name("set", name), part(parts.size() + 1, rows))));
        return new Section(
                "together", voice.say("together.title"), List.of(new Block.Text(voice.say("together.words"))), parts);
    }

    private List<Block> part(int number, List<Together> rows) {
        boolean several = rows.stream().map(Together::device).distinct().count() > 1;
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Table(
                voice.say("together.caption", members(rows.get(0))),
                List.of(
                        new Column(voice.say("column.variant"), false),
                        new Column(voice.say("column.fps"), true),
                        new Column(voice.say("column.work"), true),
                        new Column(voice.say("column.age50"), true),
                        new Column(voice.say("column.age95"), true),
                        new Column(voice.say("column.cpu"), true),
                        new Column(voice.say("column.memory"), true)),
                rows.stream().map(row -> cells(rows, row, several)).toList()));
        List<ModelCharts.Timed> timed = rows.stream()
                .filter(row -> row.speed().isPresent())
                .map(row -> new ModelCharts.Timed(
                        name(row, several),
                        Math.max(0, labels.indexOf(row.variant())),
                        row.speed().orElseThrow()))
                .toList();
        blocks.addAll(new ModelCharts(voice).ofTimes("together-" + number, timed));
        return blocks;
    }

    private String members(Together set) {
        return set.members().stream()
                .map(member -> member.stride() == 1
                        ? voice.say("member.every", member.model())
                        : voice.say("member.stride", member.model(), String.valueOf(member.stride())))
                .collect(Collectors.joining(", "));
    }

    private static String name(Together row, boolean several) {
        return ModelView.label(row.variant(), row.device(), several);
    }

    private List<Cell> cells(List<Together> rows, Together row, boolean several) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(name(row, several))));
        if (row.speed().isEmpty()) {
            cells.add(Cell.reason(row.failure().orElse(voice.absent())));
            return cells;
        }
        Speed speed = row.speed().orElseThrow();
        Optional<Speed> baseline = rows.stream()
                .filter(other -> other.variant().equals(StudiedModel.BASELINE)
                        && other.device().equals(row.device())
                        && !other.equals(row))
                .findFirst()
                .flatMap(Together::speed);
        Cell fps = baseline.map(before -> voice.changes().fps(speed, before))
                .orElse(Cell.number(numerals.fixed(speed.fps(), 1), speed.fps()));
        cells.add(
                speed.verdict().state() == Verdict.State.VALID
                        ? fps
                        : fps.with(voice.say(
                                        "verdict." + speed.verdict().state().name()))
                                .with(Cell.Tone.WORSE));
        cells.add(speed.frameMs()
                .flatMap(times -> times.find(50))
                .map(half -> speed.ratio()
                        .map(ratio -> voice.changes().work(half.value(), ratio))
                        .orElse(of(half)))
                .orElse(Cell.of(voice.absent())));
        cells.add(percentile(speed.ageMs(), 50));
        cells.add(percentile(speed.ageMs(), 95));
        cells.add(Cell.number(numerals.measured(speed.cpuMsPerFrame()), speed.cpuMsPerFrame()));
        cells.add(speed.peakBytes()
                .map(bytes -> Cell.number(numerals.megabytes(bytes), bytes))
                .orElse(Cell.of(voice.absent())));
        return cells;
    }

    private Cell percentile(Optional<Percentiles> times, int percent) {
        return times.flatMap(all -> all.find(percent)).map(this::of).orElse(Cell.of(voice.absent()));
    }

    private Cell of(Percentile one) {
        return Cell.number(numerals.measured(one.value()), one.value())
                .with(numerals.interval(one.low(), one.high(), 1));
    }
}
