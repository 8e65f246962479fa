package io.edgeopt.cli;

import io.edgeopt.core.search.Figures;
import io.edgeopt.core.search.SearchResult;
import io.edgeopt.core.search.SearchResult.Best;
import io.edgeopt.core.task.metric.Comparison;
import java.util.List;
import java.util.Locale;

/** What a search found, as people read it. */
record SearchText(SearchResult result) {
    @Override
    public String toString() {
        Figures source = result.source();
        boolean timed = source.latency().isPresent();
        boolean tested = result.best().stream().anyMatch(one -> !one.tested().isEmpty());
        TextTable table = new TextTable(
                ">",
                "recipe",
                ">" + result.metric(),
                timed ? ">time" : ">",
                ">bytes",
                ">MACs",
                tested ? "on samples that nothing was chosen by" : "");
        table.row("", "as it came", score(source), timed ? "1.00" : "", "100 %", "100 %", "");
        for (Best one : result.best()) {
            Figures found = one.figures();
            table.row(
                    one.place(),
                    one.name(),
                    score(found),
                    timed ? text("%.2f", found.latency().orElse(0)) : "",
                    share(found.bytes(), source.bytes()),
                    share(found.macs(), source.macs()),
                    tested ? change(one.tested()) : "");
        }
        StringBuilder text = new StringBuilder(table.toString());
        text.append(text(
                "%d recipes judged on %s; %d steps trained, %d to train all of them to the end%n",
                result.candidates().size(), result.judged(), result.trainedSteps(), result.sweepSteps()));
        result.chosen()
                .ifPresent(file -> text.append(text(
                        "%s: %s%n",
                        file,
                        result.missed().isEmpty()
                                ? "within all budgets, and so chosen.onnx"
                                : "chosen.onnx is the nearest, but " + String.join("; ", result.missed()))));
        return text.toString();
    }

    private static String change(List<SearchResult.Tested> tested) {
        if (tested.isEmpty()) {
            return "";
        }
        Comparison first = tested.get(0).metrics().get(0);
        return text("%s %+.4f [%+.4f, %+.4f]", tested.get(0).set(), first.difference(), first.low(), first.high());
    }

    private static String score(Figures figures) {
        return text("%.4f", figures.score());
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "" : text("%.1f %%", 100.0 * part / whole);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
