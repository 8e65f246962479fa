package io.edgeopt.reports.chart;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people read them, the same in every country. */
public final class Numbers {
    private static final MathContext FOUR = new MathContext(4);

    private Numbers() {}

    /** Four digits that count, without zeros behind them. */
    public static String of(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "minus infinite";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(FOUR).stripTrailingZeros();
        double size = Math.abs(value);
        return size >= 1e-4 && size < 1e7
                ? rounded.toPlainString()
                : rounded.toString().replace("E+", "E");
    }
}
