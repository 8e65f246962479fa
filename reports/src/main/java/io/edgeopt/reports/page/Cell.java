package io.edgeopt.reports.page;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One cell of a table.
 *
 * @param text in it
 * @param below a second line, smaller
 * @param order by which it is sorted, where that is a number
 * @param tone how it is meant
 * @param share from 0 to 1, how much of its row it takes; tints it
 */
public record Cell(String text, Optional<String> below, OptionalDouble order, Tone tone, OptionalDouble share) {
    /** How a cell is meant. */
    public enum Tone {
        PLAIN,
        BETTER,
        WORSE,
        /** No value: the words say why, in the words of the record; to the end of the row. */
        REASON
    }

    public static Cell of(String text) {
        return new Cell(text, Optional.empty(), OptionalDouble.empty(), Tone.PLAIN, OptionalDouble.empty());
    }

    public static Cell number(String text, double order) {
        return new Cell(text, Optional.empty(), OptionalDouble.of(order), Tone.PLAIN, OptionalDouble.empty());
    }

    public static Cell reason(String text) {
        return new Cell(text, Optional.empty(), OptionalDouble.empty(), Tone.REASON, OptionalDouble.empty());
    }

    public Cell with(String line) {
        return line.isEmpty() ? this : new Cell(text, Optional.of(line), order, tone, share);
    }

    public Cell with(Tone other) {
        return new Cell(text, below, order, other, share);
    }

    public Cell tinted(double part) {
        return new Cell(text, below, order, tone, OptionalDouble.of(part));
    }
}
