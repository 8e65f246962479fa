package io.edgeopt.reports.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Round numbers along an axis, a step apart that is 1, 2 or 5 times a power of ten. The first and the last enclose what
 * is drawn.
 */
record Ticks(double first, double step, int count) {
    /** About {@code wanted} of them, never fewer than two. */
    static Ticks over(double least, double most, int wanted) {
        double span = most > least ? most - least : Math.max(Math.abs(most), 1e-6);
        double power = Math.pow(10, Math.floor(Math.log10(span / wanted)));
        double rough = span / wanted / power;
        double step = power * (rough <= 1 ? 1 : rough <= 2 ? 2 : rough <= 5 ? 5 : 10);
        double from = Math.floor(least / step + 1e-9);
        double to = Math.ceil(most / step - 1e-9);
        return new Ticks(from * step, step, (int) Math.max(2, to - from + 1));
    }

    double last() {
        return at(count - 1);
    }

    double at(int index) {
        return first + index * step;
    }

    /** Where a value lies between the first tick and the last, 0 to 1. */
    double share(double value) {
        return (value - first) / (last() - first);
    }

    /** The ticks as text, with as many digits as tell them apart. */
    List<String> labels() {
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add(label(at(i), decimals));
        }
        return labels;
    }

    private static String label(double value, int decimals) {
        // Beyond five digits the zeros would be all that one sees.
        return decimals > 5
                ? String.format(Locale.ROOT, "%.3g", value)
                : BigDecimal.valueOf(value)
                        .setScale(decimals, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }
}
