package io.edgeopt.reports.study;

import io.edgeopt.reports.chart.DecimalMark;
import java.util.Locale;

/** Numbers as the tables of a report show them: the same digits in every language, its own decimal mark. */
final class Numerals {
    private final DecimalMark mark;
    private final String between;

    Numerals(Words words) {
        mark = words.mark();
        between = mark == DecimalMark.COMMA ? "\u00a0; " : ", ";
    }

    String fixed(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        // A minus as wide as a plus, and none before a zero.
        boolean zero = text.chars().noneMatch(character -> character >= '1' && character <= '9');
        return mark.in(zero ? text.replace("-", "") : text.replace('-', '−'));
    }

    String signed(double value, int decimals) {
        String text = fixed(value, decimals);
        return text.startsWith("−") || value <= 0 ? text : "+" + text;
    }

    String interval(double low, double high, int decimals) {
        return "[" + fixed(low, decimals) + between + fixed(high, decimals) + "]";
    }

    String signedInterval(double low, double high, int decimals) {
        return "[" + signed(low, decimals) + between + signed(high, decimals) + "]";
    }

    /** Two decimals below ten, one below a thousand: milliseconds and the like. */
    String measured(double value) {
        double size = Math.abs(value);
        return fixed(value, size < 10 ? 2 : size < 1000 ? 1 : 0);
    }

    String megabytes(long bytes) {
        return measured(bytes / 1e6);
    }

    String millions(long count) {
        return measured(count / 1e6);
    }

    String percent(double share) {
        return fixed(100 * share, 0) + "\u00a0%";
    }
}
