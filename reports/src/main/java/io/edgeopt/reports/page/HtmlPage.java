package io.edgeopt.reports.page;

import io.edgeopt.reports.chart.Style;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A page in one file: its style and pictures are in it, it fetches nothing, and it is light or dark as its reader's
 * screen is. All of it can be read where scripts do not run; where they do, tables can be sorted.
 */
public final class HtmlPage {
    private final Page page;
    private final StringBuilder html = new StringBuilder();
    private boolean sorts;

    private HtmlPage(Page page) {
        this.page = page;
    }

    public static String of(Page page) {
        HtmlPage writing = new HtmlPage(page);
        writing.write();
        return writing.html.toString();
    }

    private void write() {
        Page.Furniture words = page.furniture();
        line("<!DOCTYPE html>");
        line("<html lang=\"%s\">", words.language());
        line("<head>");
        line("<meta charset=\"utf-8\"/>");
        line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
        line("<title>%s</title>", escaped(page.title()));
        line("<style>\n:root { color-scheme: light dark; %s }", Style.LIGHT.variables());
        line("@media (prefers-color-scheme: dark) { :root { %s } }", Style.DARK.variables());
        line("@media print { :root { color-scheme: light; %s } }", Style.LIGHT.variables());
        html.append(PageParts.STYLE).append("</style>\n");
        line("</head>\n<body>");
        line("<a class=\"skip\" href=\"#content\">%s</a>", escaped(words.skip()));
        line("<header>\n<h1>%s</h1>\n</header>", escaped(page.title()));
        contents();
        line("<main id=\"content\">");
        add(page.opening());
        page.sections().forEach(section -> add(section, 2));
        line("</main>");
        if (sorts) {
            html.append("<script>\nconst sortBy = \"%s\";\n".formatted(escaped(words.sort())));
            html.append(PageParts.SCRIPT).append("</script>\n");
        }
        line("</body>\n</html>");
    }

    private void contents() {
        if (page.sections().size() < 3) {
            return;
        }
        line("<nav aria-label=\"%s\">\n<ul>", escaped(page.furniture().contents()));
        for (Section section : page.sections()) {
            line("<li><a href=\"#%s\">%s</a></li>", section.id(), escaped(section.title()));
        }
        line("</ul>\n</nav>");
    }

    private void add(Section section, int level) {
        line("<section aria-labelledby=\"%s\">", section.id());
        line("<h%1$d id=\"%2$s\">%3$s</h%1$d>", level, section.id(), escaped(section.title()));
        add(section.blocks());
        section.parts().forEach(part -> add(part, level + 1));
        line("</section>");
    }

    /** Charts that follow one another stand side by side where there is room. */
    private void add(List<Block> blocks) {
        boolean charts = false;
        for (Block block : blocks) {
            boolean chart = block instanceof Block.Drawing;
            if (chart != charts) {
                line(chart ? "<div class=\"charts\">" : "</div>");
                charts = chart;
            }
            add(block);
        }
        if (charts) {
            line("</div>");
        }
    }

    private void add(Block block) {
        if (block instanceof Block.Text one) {
            line("<p>%s</p>", escaped(one.words()));
        } else if (block instanceof Block.Notice notice) {
            line("<div class=\"notice\" role=\"note\">\n<p><strong>%s</strong></p>", escaped(notice.title()));
            notice.words().forEach(words -> line("<p>%s</p>", escaped(words)));
            line("</div>");
        } else if (block instanceof Block.Bullets bullets) {
            line("<ul>");
            bullets.items().forEach(item -> line("<li>%s</li>", words(item, bullets.recorded())));
            line("</ul>");
        } else if (block instanceof Block.Facts facts) {
            line("<dl>");
            facts.facts()
                    .forEach(fact ->
                            line("<div><dt>%s</dt><dd>%s</dd></div>", escaped(fact.what()), escaped(fact.value())));
            line("</dl>");
        } else if (block instanceof Block.Table table) {
            add(table);
        } else if (block instanceof Block.Drawing drawing) {
            line(
                    "<figure>\n<figcaption><strong>%s</strong> %s</figcaption>",
                    escaped(drawing.figure().title()), escaped(drawing.words()));
            html.append(drawing.figure().svg(drawing.figure().title() + ". " + drawing.words()));
            line("</figure>");
        } else if (block instanceof Block.Gallery gallery) {
            line("<p class=\"caption\">%s</p>\n<div class=\"gallery\">", escaped(gallery.caption()));
            gallery.pictures().forEach(this::add);
            line("</div>");
        } else if (block instanceof Block.Folded folded) {
            line("<details>\n<summary>%s</summary>", escaped(folded.summary()));
            add(folded.blocks());
            line("</details>");
        }
    }

    private void add(Block.Picture picture) {
        line("<figure>");
        InlinePicture.source(picture.file())
                .ifPresentOrElse(
                        source -> line("<img src=\"%s\" alt=\"%s\"/>", source, escaped(picture.words())),
                        () -> line("<p>%s</p>", escaped(page.furniture().missing())));
        line(
                "<figcaption>%s</figcaption>\n</figure>",
                picture.caption().stream().map(HtmlPage::escaped).collect(Collectors.joining("<br/>")));
    }

    private void add(Block.Table table) {
        boolean sortable = table.rows().size() > 2;
        sorts |= sortable;
        // What scrolls must be reachable by those who have no pointer.
        line("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">", escaped(table.caption()));
        line(
                "<table%s>\n<caption><span>%s</span></caption>",
                sortable ? " class=\"sorts\"" : "", escaped(table.caption()));
        html.append("<thead>\n<tr>");
        table.columns()
                .forEach(column -> html.append("<th scope=\"col\"%s>%s</th>"
                        .formatted(column.numbers() ? " class=\"number\"" : "", escaped(column.name()))));
        line("</tr>\n</thead>\n<tbody>");
        table.rows().forEach(row -> row(table, row));
        line("</tbody>\n</table>\n</div>");
    }

    private void row(Block.Table table, List<Cell> cells) {
        html.append("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            int left = i == cells.size() - 1 ? table.columns().size() - i : 1;
            cell(cells.get(i), i == 0, table.columns().get(i).numbers(), left);
        }
        html.append("</tr>\n");
    }

    private void cell(Cell cell, boolean head, boolean numbers, int span) {
        boolean reason = cell.tone() == Cell.Tone.REASON;
        String kind = switch (cell.tone()) {
            case PLAIN -> numbers ? "number" : "";
            case BETTER -> "number better";
            case WORSE -> "number worse";
            case REASON -> "reason";
        };
        html.append(head ? "<th scope=\"row\"" : "<td");
        if (!kind.isEmpty()) {
            html.append(" class=\"").append(kind).append('"');
        }
        if (span > 1) {
            html.append(" colspan=\"").append(span).append('"');
        }
        cell.order()
                .ifPresent(order -> html.append(" data-order=\"").append(order).append('"'));
        cell.share()
                .ifPresent(share -> html.append(
                        String.format(Locale.ROOT, " style=\"--share:%.2f\"", Math.max(0, Math.min(1, share)))));
        html.append('>').append(words(cell.text(), reason));
        cell.below()
                .ifPresent(line -> html.append("<small>").append(escaped(line)).append("</small>"));
        html.append(head ? "</th>" : "</td>");
    }

    private String words(String text, boolean recorded) {
        return recorded && !page.furniture().language().equals("en")
                ? "<span lang=\"en\">" + escaped(text) + "</span>"
                : escaped(text);
    }

    private void line(String format, Object... values) {
        html.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
