package io.edgeopt.cli;

import java.util.Locale;

/** Large numbers with three or four digits and a unit, decimal. */
final class Amount {
    private Amount() {}

    /** {@code 11.69 M}, {@code 1.81 G}. */
    static String count(long value) {
        return scaled(value, "", " k", " M", " G", " T");
    }

    /** {@code 46.83 MB}; 1 MB is a million bytes. */
    static String bytes(long value) {
        return scaled(value, " bytes", " kB", " MB", " GB", " TB");
    }

    private static String scaled(long value, String... units) {
        double rest = value;
        int unit = 0;
        while (rest >= 999.995 && unit < units.length - 1) {
            rest /= 1000;
            unit++;
        }
        return unit == 0 ? value + units[0] : String.format(Locale.ROOT, "%.2f%s", rest, units[unit]);
    }
}
