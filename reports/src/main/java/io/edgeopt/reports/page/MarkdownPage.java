package io.edgeopt.reports.page;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A page for places that show Markdown; its pictures lie beside it. */
public final class MarkdownPage {
    private final Path folder;
    private final StringBuilder text = new StringBuilder();

    private MarkdownPage(Path folder) {
        this.folder = folder;
    }

    /** The page as it is in {@code folder}, beside its {@code charts/}. */
    public static String of(Page page, Path folder) {
        MarkdownPage writing = new MarkdownPage(folder);
        writing.text.append("# ").append(escaped(page.title())).append('\n');
        page.opening().forEach(writing::add);
        page.sections().forEach(section -> writing.add(section, 2));
        return writing.text.toString();
    }

    private void add(Section section, int level) {
        text.append('\n')
                .append("#".repeat(level))
                .append(' ')
                .append(escaped(section.title()))
                .append('\n');
        section.blocks().forEach(this::add);
        section.parts().forEach(part -> add(part, level + 1));
    }

    private void add(Block block) {
        text.append('\n');
        if (block instanceof Block.Text one) {
            text.append(escaped(one.words())).append('\n');
        } else if (block instanceof Block.Notice notice) {
            text.append("> **").append(escaped(notice.title())).append("**\n");
            notice.words()
                    .forEach(
                            words -> text.append(">\n> ").append(escaped(words)).append('\n'));
        } else if (block instanceof Block.Bullets bullets) {
            bullets.items()
                    .forEach(item -> text.append("- ").append(escaped(item)).append('\n'));
        } else if (block instanceof Block.Facts facts) {
            facts.facts()
                    .forEach(fact -> text.append("- ")
                            .append(escaped(fact.what()))
                            .append(": ")
                            .append(escaped(fact.value()))
                            .append('\n'));
        } else if (block instanceof Block.Table table) {
            add(table);
        } else if (block instanceof Block.Drawing drawing) {
            text.append("""
                    <picture>
                      <source media="(prefers-color-scheme: dark)" srcset="charts/%1$s-dark.png">
                      <img src="charts/%1$s.png" width="640" alt="%2$s">
                    </picture>
                    """.formatted(
                            drawing.file(), HtmlPage.escaped(drawing.figure().title() + ". " + drawing.words())));
        } else if (block instanceof Block.Gallery gallery) {
            add(gallery);
        } else if (block instanceof Block.Folded folded) {
            text.append("<details>\n<summary>%s</summary>\n".formatted(HtmlPage.escaped(folded.summary())));
            folded.blocks().forEach(this::add);
            text.append("\n</details>\n");
        }
    }

    private void add(Block.Table table) {
        if (!table.caption().isEmpty()) {
            text.append(escaped(table.caption())).append("\n\n");
        }
        row(table.columns().stream().map(column -> escaped(column.name())).toList());
        row(table.columns().stream()
                .map(column -> column.numbers() ? "---:" : "---")
                .toList());
        for (List<Cell> cells : table.rows()) {
            text.append("| ").append(cells.stream().map(MarkdownPage::cell).collect(Collectors.joining(" | ")));
            text.append(" |".repeat(1 + table.columns().size() - cells.size())).append('\n');
        }
    }

    private void row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String cell(Cell cell) {
        return escaped(cell.text())
                + cell.below().map(line -> "<br>" + escaped(line)).orElse("");
    }

    private void add(Block.Gallery gallery) {
        text.append(escaped(gallery.caption())).append("\n\n");
        row(gallery.pictures().stream()
                .map(picture -> picture.caption().isEmpty()
                        ? ""
                        : escaped(picture.caption().get(0)))
                .toList());
        row(gallery.pictures().stream().map(picture -> "---").toList());
        row(gallery.pictures().stream().map(this::picture).toList());
    }

    private String picture(Block.Picture picture) {
        String lines = picture.caption().stream()
                .skip(1)
                .map(line -> "<br>" + escaped(line))
                .collect(Collectors.joining());
        return "<img src=\"%s\" width=\"160\" alt=\"%s\">%s"
                .formatted(HtmlPage.escaped(link(picture.file())), HtmlPage.escaped(picture.words()), lines);
    }

    /** From the page's folder where there is a way, with slashes as links have them. */
    private String link(Path file) {
        Path from = folder.toAbsolutePath().normalize();
        Path to = file.toAbsolutePath().normalize();
        return String.valueOf(from.getRoot()).equals(String.valueOf(to.getRoot()))
                ? from.relativize(to).toString().replace('\\', '/').replace(" ", "%20")
                : to.toUri().toString();
    }

    /** Names of people's models and classes may hold anything. */
    static String escaped(String words) {
        StringBuilder safe = new StringBuilder();
        words.lines().collect(Collectors.joining(" ")).chars().forEach(character -> {
            if ("\\`*_[]<>|#".indexOf(character) >= 0) {
                safe.append('\\');
            }
            safe.append((char) character);
        });
        return safe.toString().strip();
    }
}
