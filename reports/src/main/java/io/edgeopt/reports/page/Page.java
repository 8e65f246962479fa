package io.edgeopt.reports.page;

import java.util.List;
import java.util.stream.Stream;

/**
 * A page as it is before it takes a form.
 *
 * @param furniture the words that any page needs
 * @param opening blocks before the first section
 */
public record Page(String title, Furniture furniture, List<Block> opening, List<Section> sections) {
    /**
     * The words that any page needs, in its language.
     *
     * @param language its code
     * @param skip takes the reader of a screen to the content
     * @param contents above the list of sections
     * @param sort what a click on a column's head does
     * @param missing in place of a picture that is not there
     */
    public record Furniture(String language, String skip, String contents, String sort, String missing) {
        public static final Furniture ENGLISH =
                new Furniture("en", "Skip to the content", "Contents", "Sort by", "the picture is missing");
    }

    public Page {
        opening = List.copyOf(opening);
        sections = List.copyOf(sections);
    }

    /** All charts of the page. */
    public List<Block.Drawing> drawings() {
        Stream<Block> below = sections.stream().flatMap(Page::within).flatMap(section -> section.blocks().stream());
        return Stream.concat(opening.stream(), below)
                .flatMap(Page::unfolded)
                .filter(Block.Drawing.class::isInstance)
                .map(Block.Drawing.class::cast)
                .toList();
    }

    private static Stream<Section> within(Section section) {
        return Stream.concat(Stream.of(section), section.parts().stream().flatMap(Page::within));
    }

    private static Stream<Block> unfolded(Block block) {
        return block instanceof Block.Folded folded
                ? folded.blocks().stream().flatMap(Page::unfolded)
                : Stream.of(block);
    }
}
