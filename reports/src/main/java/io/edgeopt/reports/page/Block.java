package io.edgeopt.reports.page;

import io.edgeopt.reports.chart.Figure;
import java.nio.file.Path;
import java.util.List;

/** A piece of a page. */
public sealed interface Block {
    /** A paragraph. */
    record Text(String words) implements Block {}

    /** What must not be overlooked. */
    record Notice(String title, List<String> words) implements Block {
        public Notice {
            words = List.copyOf(words);
        }
    }

    /**
     * A list.
     *
     * @param recorded whether its words are from a record, and so English in any page
     */
    record Bullets(List<String> items, boolean recorded) implements Block {
        public Bullets {
            items = List.copyOf(items);
        }
    }

    /** Names and values side by side. */
    record Facts(List<Fact> facts) implements Block {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /** A name and its value. */
    record Fact(String what, String value) {}

    /**
     * A table; the first cell of a row is the row's head.
     *
     * @param caption what it shows
     */
    record Table(String caption, List<Column> columns, List<List<Cell>> rows) implements Block {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** A column, and whether it holds numbers. */
    record Column(String name, boolean numbers) {}

    /**
     * A chart.
     *
     * @param file its picture's name, without an ending
     * @param words what it shows, for those who read and for those who cannot see it
     */
    record Drawing(String file, Figure figure, String words) implements Block {}

    /** Pictures side by side. */
    record Gallery(String caption, List<Picture> pictures) implements Block {
        public Gallery {
            pictures = List.copyOf(pictures);
        }
    }

    /**
     * One picture.
     *
     * @param words what it shows, for those who cannot see it
     * @param caption lines below it
     */
    record Picture(Path file, String words, List<String> caption) {
        public Picture {
            caption = List.copyOf(caption);
        }
    }

    /** Folded away until it is asked for. */
    record Folded(String summary, List<Block> blocks) implements Block {
        public Folded {
            blocks = List.copyOf(blocks);
        }
    }
}
