package io.edgeopt.reports.study;

import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.study.Difference;
import io.edgeopt.core.study.Difference.Finding;
import io.edgeopt.core.study.StudyComparison;
import io.edgeopt.reports.page.Block;
import io.edgeopt.reports.page.Block.Column;
import io.edgeopt.reports.page.Cell;
import io.edgeopt.reports.page.HtmlPage;
import io.edgeopt.reports.page.MarkdownPage;
import io.edgeopt.reports.page.Page;
import io.edgeopt.reports.page.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Two studies side by side, as pages: what changed, by how much, and whether that can be noise. */
public final class ComparisonReport {
    private final StudyComparison comparison;
    private final Voice voice;
    private final Numerals numerals;

    private ComparisonReport(StudyComparison comparison, Voice voice) {
        this.comparison = comparison;
        this.voice = voice;
        this.numerals = voice.numerals();
    }

    public static ComparisonReport of(StudyComparison comparison, Language language) {
        return new ComparisonReport(comparison, Voice.in(language));
    }

    /** Writes {@code compare.html}, {@code compare.md} and {@code compare.json}. */
    public void write(Path folder) {
        AtomicFile.checkWritableFolder(folder);
        AtomicFile.write(folder.resolve("compare.json"), Json.write(comparison));
        AtomicFile.write(folder.resolve("compare.md"), markdown());
        AtomicFile.write(folder.resolve("compare.html"), html());
    }

    String markdown() {
        return MarkdownPage.of(page(), Path.of(""));
    }

    String html() {
        return HtmlPage.of(page());
    }

    private Page page() {
        List<Block> opening = new ArrayList<>();
        opening.add(new Block.Facts(List.of(
                new Block.Fact(voice.say("compare.before"), comparison.before()),
                new Block.Fact(voice.say("compare.after"), comparison.after()))));
        opening.add(new Block.Text(summary()));
        if (!comparison.cautions().isEmpty()) {
            opening.add(new Block.Notice(voice.say("compare.cautions"), comparison.cautions()));
        }
        List<Section> sections = new ArrayList<>();
        List<Difference> clear = comparison.differences().stream()
                .filter(one -> one.verdict() == Finding.BETTER || one.verdict() == Finding.WORSE)
                .toList();
        if (!clear.isEmpty()) {
            sections.add(new Section(
                    "changed",
                    voice.say("compare.changed"),
                    List.of(table(voice.say("compare.changed"), clear, true))));
        }
        byModel()
                .forEach((model, differences) -> sections.add(new Section(
                        "model-" + (sections.size() + 1),
                        voice.say("model.title", model),
                        List.of(table(voice.say("compare.caption", model), differences, false)))));
        missing("compare.only-before", comparison.onlyBefore(), sections);
        missing("compare.only-after", comparison.onlyAfter(), sections);
        sections.add(new Section(
                "reading",
                voice.say("reading.title"),
                List.of(new Block.Bullets(
                        List.of(
                                voice.say("compare.reading.clock"),
                                voice.say("compare.reading.work"),
                                voice.say("compare.reading.speedup"),
                                voice.say("compare.reading.unsure"),
                                voice.say("compare.reading.accuracy")),
                        false))));
        return new Page(voice.say("compare.title"), furniture(), opening, sections);
    }

    private Page.Furniture furniture() {
        return new Page.Furniture(
                voice.words().code(),
                voice.say("page.skip"),
                voice.say("page.contents"),
                voice.say("page.sort"),
                voice.say("page.missing"));
    }

    private String summary() {
        Map<Finding, Long> counts = comparison.differences().stream()
                .collect(Collectors.groupingBy(Difference::verdict, Collectors.counting()));
        return voice.say(
                "compare.summary",
                String.valueOf(comparison.differences().size()),
                String.valueOf(counts.getOrDefault(Finding.BETTER, 0L)),
                String.valueOf(counts.getOrDefault(Finding.WORSE, 0L)),
                String.valueOf(counts.getOrDefault(Finding.UNSURE, 0L)),
                String.valueOf(counts.getOrDefault(Finding.NOISE, 0L)),
                String.valueOf(counts.getOrDefault(Finding.SAME, 0L)));
    }

    private void missing(String key, List<String> rows, List<Section> sections) {
        if (!rows.isEmpty()) {
            sections.add(new Section(key.replace('.', '-'), voice.say(key), List.of(new Block.Bullets(rows, false))));
        }
    }

    private Map<String, List<Difference>> byModel() {
        return comparison.differences().stream()
                .collect(Collectors.groupingBy(Difference::model, LinkedHashMap::new, Collectors.toList()));
    }

    private Block table(String caption, List<Difference> differences, boolean models) {
        boolean devices = comparison.differences().stream()
                        .map(Difference::device)
                        .distinct()
                        .count()
                > 1;
        List<List<Cell>> rows = differences.stream()
                .map(one -> List.of(
                        Cell.of((models ? one.model() + "/" : "")
                                + ModelView.label(one.variant(), one.device(), devices)),
                        Cell.of(voice.words().name("quantity", one.quantity())),
                        Cell.number(shown(one.quantity(), one.before()), one.before()),
                        Cell.number(shown(one.quantity(), one.after()), one.after()),
                        change(one),
                        Cell.of(voice.say("finding." + one.verdict()))))
                .toList();
        return new Block.Table(
                caption,
                List.of(
                        new Column(voice.say("column.variant"), false),
                        new Column(voice.say("column.quantity"), false),
                        new Column(voice.say("compare.before"), true),
                        new Column(voice.say("compare.after"), true),
                        new Column(voice.say("column.change"), true),
                        new Column(voice.say("column.finding"), false)),
                rows);
    }

    private String shown(String quantity, double value) {
        return switch (quantity) {
            case "accuracy", "drift" -> numerals.fixed(value, 3);
            case "file_bytes", "peak_bytes" -> numerals.megabytes((long) value);
            case "macs" -> numerals.millions((long) value);
            case "joules_per_frame" -> numerals.fixed(value, 4);
            default -> numerals.measured(value);
        };
    }

    private Cell change(Difference one) {
        String noise = one.verdict() == Finding.NOISE ? Changes.NOISE : "";
        String text = one.factor() ? "×" + numerals.fixed(one.change(), 3) : numerals.signed(one.change(), 3);
        Cell cell = Cell.number(noise + text, one.change());
        if (one.low().isPresent() && one.high().isPresent()) {
            double low = one.low().orElseThrow();
            double high = one.high().orElseThrow();
            cell = cell.with(one.factor() ? numerals.interval(low, high, 3) : numerals.signedInterval(low, high, 3));
        }
        return switch (one.verdict()) {
            case BETTER -> cell.with(Cell.Tone.BETTER);
            case WORSE -> cell.with(Cell.Tone.WORSE);
            case SAME, NOISE, UNSURE -> cell;
        };
    }
}
