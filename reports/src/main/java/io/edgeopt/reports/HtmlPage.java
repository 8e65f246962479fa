package io.edgeopt.reports;

import java.util.List;
import java.util.Map;

/** A page in one file: its style is in it, it runs no script, and it is light or dark as its reader's screen is. */
final class HtmlPage {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            :root { color-scheme: light dark; %2$s }
            @media (prefers-color-scheme: dark) { :root { %3$s } }
            body { margin: 0 auto; padding: 1.5rem 1rem; max-width: 46rem; background: var(--paper); color: var(--ink);
              font: 15px/1.5 system-ui, sans-serif; }
            h1 { font-size: 1.5rem; margin: 0 0 1rem; }
            h2 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
            dl { display: flex; flex-wrap: wrap; gap: .5rem; margin: 0; }
            dl div { background: var(--panel); border-radius: 6px; padding: .5rem .75rem; }
            dt { color: var(--faint); font-size: 12px; }
            dd { margin: 0; font-variant-numeric: tabular-nums; }
            .chart { width: 100%%; height: auto; font: 12px system-ui, sans-serif; }
            .chart text { fill: var(--faint); }
            .chart .grid { stroke: var(--grid); fill: none; }
            summary { cursor: pointer; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            th, td { padding: .25rem .75rem; text-align: right; border-bottom: 1px solid var(--grid); }
            th { color: var(--faint); font-weight: normal; }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            """;

    private final StringBuilder html;

    HtmlPage(String title) {
        html = new StringBuilder(HEAD.formatted(Html.escaped(title), Style.LIGHT.variables(), Style.DARK.variables()));
    }

    void facts(Map<String, String> facts) {
        html.append("<dl>\n");
        facts.forEach((what, value) ->
                html.append("<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(Html.escaped(what), Html.escaped(value))));
        html.append("</dl>\n");
    }

    void chart(Chart chart) {
        html.append("<h2>")
                .append(Html.escaped(chart.title()))
                .append("</h2>\n")
                .append(SvgChart.of(chart));
    }

    /** Folded away until it is asked for. */
    void table(String title, List<String> header, List<List<String>> rows) {
        html.append("<details>\n<summary>%s</summary>\n<div class=\"wide\"><table>\n".formatted(Html.escaped(title)));
        html.append(row("th", header));
        rows.forEach(row -> html.append(row("td", row)));
        html.append("</table></div>\n</details>\n");
    }

    private static String row(String cell, List<String> values) {
        StringBuilder row = new StringBuilder("<tr>");
        for (String value : values) {
            row.append("<%1$s>%2$s</%1$s>".formatted(cell, Html.escaped(value)));
        }
        return row.append("</tr>\n").toString();
    }

    String text() {
        return html + "</body>\n</html>\n";
    }
}
