package io.edgeopt.reports.study;

import io.edgeopt.core.measure.Percentile;
import io.edgeopt.core.measure.Ratio;
import io.edgeopt.core.measure.Verdict;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.VariantRow;
import io.edgeopt.core.task.metric.Comparison;
import io.edgeopt.core.task.metric.Score;
import io.edgeopt.reports.page.Block;
import io.edgeopt.reports.page.Block.Column;
import io.edgeopt.reports.page.Cell;
import io.edgeopt.reports.page.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which variant to ship under which budget, and why not the others: sentences made from the numbers. */
final class Discussion {
    /** From here on a drift that is sure is worth a word. */
    private static final double FAR = 0.2;

    private final StudyResult result;
    private final Voice voice;
    private final Numerals numerals;

    Discussion(StudyResult result, Voice voice) {
        this.result = result;
        this.voice = voice;
        this.numerals = voice.numerals();
    }

    Section of(List<ModelView> models) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text(voice.say("discussion.method", numerals.fixed(Choice.FRAME_MS, 1))));
        if (result.indicative()) {
            blocks.add(new Block.Text(voice.say("discussion.indicative", result.preset())));
        }
        List<Section> parts = models.stream()
                .map(model ->
                        new Section("discussion-" + model.file(), model.model().name(), of(model)))
                .toList();
        return new Section("discussion", voice.say("discussion.title"), blocks, parts);
    }

    private List<Block> of(ModelView model) {
        List<Block> blocks = new ArrayList<>();
        model.baseline().ifPresent(row -> blocks.add(new Block.Text(start(model, row))));
        Choice choice = Choice.among(model);
        List<List<Cell>> rows = new ArrayList<>();
        Set<VariantRow> chosen = new LinkedHashSet<>();
        for (Choice.Budget budget : Choice.Budget.values()) {
            Optional<VariantRow> best = choice.under(budget);
            best.ifPresent(chosen::add);
            rows.add(List.of(
                    Cell.of(voice.say("budget." + budget)),
                    Cell.of(best.map(model::name).orElse(voice.say("budget.none"))),
                    Cell.of(best.map(this::figures).orElse(voice.say("budget.none." + budget)))
                            .with(perhaps(model, choice, budget))));
        }
        blocks.add(new Block.Table(
                voice.say("budget.caption", model.model().name()),
                List.of(
                        new Column(voice.say("column.budget"), false),
                        new Column(voice.say("column.ship"), false),
                        new Column(voice.say("column.why"), false)),
                rows));
        boolean always = Arrays.stream(Choice.Budget.values())
                .allMatch(budget -> choice.under(budget).isPresent());
        // Of the model before there is nothing to say where a budget is kept by none.
        List<VariantRow> left = model.rows().stream()
                .filter(row -> !chosen.contains(row))
                .filter(row ->
                        always || !ModelView.isBaseline(row) || row.absent().isPresent())
                .toList();
        List<VariantRow> doubted = left.stream().filter(this::isDoubted).toList();
        boolean several = doubted.size() > 1;
        List<String> others = left.stream()
                .filter(row -> !several || !doubted.contains(row))
                .map(row -> whyNot(model, choice, row))
                .collect(Collectors.toCollection(ArrayList::new));
        if (several) {
            others.add(voice.say(
                    "why-not.invalid.several", doubted.stream().map(model::name).collect(Collectors.joining(", "))));
        }
        if (!others.isEmpty()) {
            blocks.add(new Block.Text(voice.say("discussion.others")));
            blocks.add(new Block.Bullets(others, false));
        }
        looks(model).ifPresent(words -> blocks.add(new Block.Text(words)));
        return blocks;
    }

    private String start(ModelView model, VariantRow row) {
        Optional<Score> score = ModelView.score(row);
        Optional<Percentile> work = ModelView.work(row, 50);
        if (score.isEmpty() || work.isEmpty()) {
            return voice.say("discussion.start.partly", model.name(row));
        }
        return voice.say(
                "discussion.start",
                model.name(row),
                score.orElseThrow().name(),
                numerals.fixed(score.orElseThrow().value(), 3),
                numerals.interval(score.orElseThrow().low(), score.orElseThrow().high(), 3),
                score.orElseThrow().n(),
                numerals.measured(work.orElseThrow().value()),
                numerals.fixed(row.speed().orElseThrow().fps(), 1),
                row.file().map(file -> numerals.megabytes(file.bytes())).orElse(voice.absent()));
    }

    /** What the test set is too small to show. */
    private String perhaps(ModelView model, Choice choice, Choice.Budget budget) {
        return choice.perhapsUnder(budget)
                .flatMap(row -> ModelView.change(row)
                        .map(change -> voice.say(
                                "budget.perhaps",
                                model.name(row),
                                voice.changes().of(change),
                                String.valueOf(change.n()))))
                .orElse("");
    }

    /** A row's figures beside the baseline's, in one sentence. */
    private String figures(VariantRow row) {
        List<String> parts = new ArrayList<>();
        ModelView.change(row).ifPresent(change -> parts.add(accuracy(change)));
        row.speed().flatMap(Speed::ratio).ifPresent(ratio -> parts.add(work(ratio)));
        ModelView.tail(row)
                .ifPresent(tail -> parts.add(
                        voice.say("figure.tail", String.valueOf(tail.percent()), numerals.measured(tail.value()))));
        row.file().ifPresent(file -> parts.add(voice.say("figure.file", numerals.megabytes(file.bytes()))));
        ModelView.state(row)
                .filter(state -> state != Verdict.State.VALID)
                .ifPresent(state -> parts.add(voice.say("figure.verdict", voice.say("verdict." + state.name()))));
        return String.join(voice.say("list"), parts);
    }

    private String accuracy(Comparison change) {
        return voice.say("figure.accuracy", voice.changes().of(change));
    }

    private String work(Ratio ratio) {
        return voice.say("figure.work", voice.changes().of(ratio));
    }

    /** The first reason that holds. */
    private String whyNot(ModelView model, Choice choice, VariantRow row) {
        String name = model.name(row);
        if (row.failure().isPresent()) {
            return voice.say("why-not.failed", name, row.failure().orElseThrow());
        }
        if (row.leftOut().isPresent()) {
            return voice.say("why-not.left-out", name, row.leftOut().orElseThrow());
        }
        if (ModelView.isBaseline(row)) {
            return voice.say("why-not.baseline", name);
        }
        if (ModelView.score(row).isEmpty()) {
            return voice.say("why-not.no-score", name);
        }
        if (row.speed().isEmpty()) {
            return voice.say("why-not.no-speed", name);
        }
        if (isInaccurate(row)) {
            return ModelView.change(row)
                    .map(change ->
                            voice.say("why-not.accuracy", name, voice.changes().of(change)))
                    .orElse(voice.say("why-not.no-change", name));
        }
        if (ModelView.isInvalid(row)) {
            return voice.say(
                    "why-not.invalid",
                    name,
                    String.join("; ", row.speed().orElseThrow().verdict().reasons()));
        }
        Optional<Ratio> ratio = row.speed().flatMap(Speed::ratio);
        if (ratio.filter(one -> one.high() >= 1).isPresent()) {
            return voice.say("why-not.not-faster", name, voice.changes().of(ratio.orElseThrow()));
        }
        return choice.better(row)
                .map(other -> voice.say("why-not.dominated", name, model.name(other)))
                .orElse(voice.say("why-not.between", name, figures(row)));
    }

    private static boolean isInaccurate(VariantRow row) {
        return Choice.lowestChange(row) < -Choice.Budget.FIVE_POINTS.drop();
    }

    /** Whether nothing is against it but that its speed cannot be believed. */
    private boolean isDoubted(VariantRow row) {
        return row.absent().isEmpty()
                && !ModelView.isBaseline(row)
                && ModelView.score(row).isPresent()
                && !isInaccurate(row)
                && ModelView.isInvalid(row);
    }

    private Optional<String> looks(ModelView model) {
        List<VariantRow> drifted = model.made().stream()
                .filter(row -> ModelView.drift(row).isPresent())
                .toList();
        if (drifted.isEmpty()) {
            return Optional.empty();
        }
        String far = drifted.stream()
                .filter(row -> ModelView.drift(row).orElseThrow().low() >= FAR)
                .map(row -> voice.say(
                        "looks.one",
                        model.name(row),
                        numerals.fixed(ModelView.drift(row).orElseThrow().value(), 2),
                        numerals.percent(ModelView.drift(row).orElseThrow().agreement())))
                .collect(Collectors.joining(voice.say("list")));
        return Optional.of(
                far.isEmpty()
                        ? voice.say("looks.near", numerals.fixed(FAR, 1))
                        : voice.say("looks.far", numerals.fixed(FAR, 1), far));
    }
}
