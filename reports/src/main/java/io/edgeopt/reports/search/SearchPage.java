package io.edgeopt.reports.search;

import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.search.Budgets;
import io.edgeopt.core.search.Figures;
import io.edgeopt.core.search.SearchResult;
import io.edgeopt.core.search.SearchResult.Best;
import io.edgeopt.core.search.SearchResult.Tested;
import io.edgeopt.core.search.SearchedCandidate;
import io.edgeopt.core.task.metric.Comparison;
import io.edgeopt.reports.page.Block;
import io.edgeopt.reports.page.Block.Column;
import io.edgeopt.reports.page.Block.Fact;
import io.edgeopt.reports.page.Cell;
import io.edgeopt.reports.page.HtmlPage;
import io.edgeopt.reports.page.MarkdownPage;
import io.edgeopt.reports.page.Page;
import io.edgeopt.reports.page.Pictures;
import io.edgeopt.reports.page.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Writes what a search found as pages with their pictures. */
public final class SearchPage {
    /** The page's file. */
    public static final String HTML = "search.html";

    static final String MARKDOWN = "search.md";

    private final SearchResult result;
    private final boolean timed;

    private SearchPage(SearchResult result) {
        this.result = result;
        this.timed = result.source().latency().isPresent();
    }

    /** Both pages and, under {@code charts/}, their pictures. */
    public static void write(SearchResult result, Path folder) {
        AtomicFile.checkWritableFolder(folder);
        Page page = page(result);
        Pictures.write(page, folder);
        AtomicFile.write(folder.resolve(HTML), HtmlPage.of(page));
        AtomicFile.write(folder.resolve(MARKDOWN), MarkdownPage.of(page, Path.of("")));
    }

    static Page page(SearchResult result) {
        return new SearchPage(result).page();
    }

    private Page page() {
        List<Section> sections = new ArrayList<>();
        List<Block> best = new ArrayList<>();
        best.add(
                new Block.Text("No other recipe is better in everything than one of these, nor is the model as it came."
                        + " Scores are of %s, by which recipes were judged; the last column is of samples that nothing was chosen by."
                                .formatted(result.judged())));
        best.add(best());
        best.addAll(new SearchCharts(result).of());
        sections.add(new Section("best", "The best", best));
        sections.add(new Section(
                "all",
                "All that was tried",
                List.of(new Block.Folded(
                        "%d recipes".formatted(result.candidates().size()), List.of(all())))));
        return new Page("Recipes for " + name(), Page.Furniture.ENGLISH, opening(), sections);
    }

    private String name() {
        return result.model().substring(result.model().lastIndexOf('/') + 1).replaceFirst("\\.onnx$", "");
    }

    private List<Block> opening() {
        List<Block> blocks = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        budgets(facts);
        result.chosen().ifPresent(file -> facts.add(new Fact("Chosen", chosen(file))));
        facts.add(new Fact(
                "Tried",
                text(
                        "%d recipes: trainings of %s steps, of which at most %s were done",
                        result.candidates().size(),
                        result.lengths().steps(),
                        result.lengths().trainings())));
        facts.add(new Fact(
                "Trained",
                text(
                        "%,d steps in all; %,d would have trained every recipe to the end",
                        result.trainedSteps(), result.sweepSteps())));
        facts.add(new Fact(
                "Machine",
                result.machine().cpu() + (timed ? "; times by turns with the source on one thread" : "; no times")));
        blocks.add(new Block.Facts(facts));
        if (!result.missed().isEmpty()) {
            blocks.add(new Block.Notice("A budget is missed; this is the nearest", result.missed()));
        }
        return blocks;
    }

    private String chosen(String file) {
        return result.best().stream()
                .filter(one -> one.file().equals(file))
                .map(one -> "%d, %s (chosen.onnx)".formatted(one.place(), one.name()))
                .findFirst()
                .orElse(file);
    }

    private void budgets(List<Fact> facts) {
        Budgets asked = result.budgets();
        List<String> words = new ArrayList<>();
        say(words, "time", asked.latency());
        say(words, "bytes", asked.size());
        say(words, "MACs", asked.macs());
        if (asked.drop().isPresent()) {
            words.add(
                    text("%s at most %.4f lower", result.metric(), asked.drop().getAsDouble()));
        }
        facts.add(new Fact("Budgets", words.isEmpty() ? "none" : String.join("; ", words)));
    }

    private static void say(List<String> words, String what, OptionalDouble share) {
        if (share.isPresent()) {
            words.add(text("%s at most %.3f of the source's", what, share.getAsDouble()));
        }
    }

    private Block best() {
        List<List<Cell>> rows = new ArrayList<>();
        List<Cell> source = new ArrayList<>(List.of(Cell.of(""), Cell.of("as it came")));
        source.addAll(figures(result.source()));
        source.add(Cell.of(""));
        rows.add(source);
        for (Best one : result.best()) {
            List<Cell> row = new ArrayList<>(
                    List.of(Cell.number(String.valueOf(one.place()), one.place()), Cell.of(one.name())));
            row.addAll(figures(one.figures()));
            row.add(tested(one.tested()));
            rows.add(row);
        }
        List<Column> columns = new ArrayList<>(List.of(new Column("No.", true), new Column("Recipe", false)));
        columns.addAll(headings());
        columns.add(new Column("Against the source", true));
        return new Block.Table("Shares are of the source's.", columns, rows);
    }

    private List<Column> headings() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column(result.metric(), true));
        if (timed) {
            columns.add(new Column("Time", true));
        }
        columns.add(new Column("Bytes", true));
        columns.add(new Column("MACs", true));
        return columns;
    }

    private List<Cell> figures(Figures found) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.number(text("%.4f", found.score()), found.score()));
        if (timed) {
            double time = found.latency().orElse(Double.NaN);
            cells.add(Cell.number(text("%.2f", time), time));
        }
        cells.add(share(found.bytes(), result.source().bytes()));
        cells.add(share(found.macs(), result.source().macs()));
        return cells;
    }

    private static Cell share(long part, long whole) {
        double share = whole == 0 ? 0 : (double) part / whole;
        return whole == 0 ? Cell.of("") : Cell.number(text("%.1f %%", 100 * share), share);
    }

    private static Cell tested(List<Tested> sets) {
        if (sets.isEmpty() || sets.get(0).metrics().isEmpty()) {
            return Cell.of("");
        }
        Comparison first = sets.get(0).metrics().get(0);
        Cell cell = Cell.number(text("%+.4f", first.difference()), first.difference())
                .with(text("%+.4f to %+.4f", first.low(), first.high()));
        return first.clear() ? cell.with(first.difference() > 0 ? Cell.Tone.BETTER : Cell.Tone.WORSE) : cell;
    }

    private Block all() {
        List<Column> columns = new ArrayList<>(List.of(new Column("Recipe", false)));
        columns.addAll(headings());
        columns.add(new Column("Steps", true));
        columns.add(new Column("What became of it", false));
        List<List<Cell>> rows = new ArrayList<>();
        for (SearchedCandidate one : result.candidates()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(one.name())));
            if (one.figures().isEmpty()) {
                row.add(Cell.reason(one.fate()));
                rows.add(row);
                continue;
            }
            row.addAll(figures(one.figures().orElseThrow()));
            row.add(Cell.number(String.valueOf(one.steps()), one.steps()));
            row.add(Cell.of(
                    one.place().map(place -> "one of the best, " + place).orElse(one.fate())));
            rows.add(row);
        }
        return new Block.Table("In the order of the space.", columns, rows);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
