package io.edgeopt.reports.page;

import java.util.List;

/**
 * A part of a page with a heading.
 *
 * @param id by which it is linked to
 * @param parts sections within it, below its own blocks
 */
public record Section(String id, String title, List<Block> blocks, List<Section> parts) {
    public Section {
        blocks = List.copyOf(blocks);
        parts = List.copyOf(parts);
    }

    public Section(String id, String title, List<Block> blocks) {
        this(id, title, blocks, List.of());
    }
}
