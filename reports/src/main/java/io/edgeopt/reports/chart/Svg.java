package io.edgeopt.reports.chart;

import java.util.List;
import java.util.Locale;

/** A drawing as it grows: the frame, the lines of text, and the key above it. */
final class Svg {
    static final int WIDTH = 480;
    /** Of a letter of 13 pixels, on average; there is nobody here who could measure. */
    static final double LETTER = 6.9;

    private static final int ROW = 20;

    private final StringBuilder text = new StringBuilder();

    /** A name in the key, and the colour that it explains. */
    record Named(String name, int colour) {}

    void open(int height, String label) {
        line(
                "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH, height, escaped(label));
    }

    /** How high a key of these names is; a single one needs none. */
    static int keyHeight(List<Named> names) {
        if (names.size() < 2) {
            return 0;
        }
        double x = 0;
        int rows = 1;
        for (Named one : names) {
            if (x > 0 && x + width(one) > WIDTH) {
                rows++;
                x = 0;
            }
            x += width(one);
        }
        return rows * ROW + 4;
    }

    void key(List<Named> names) {
        if (names.size() < 2) {
            return;
        }
        double x = 0;
        int y = 0;
        for (Named one : names) {
            if (x > 0 && x + width(one) > WIDTH) {
                x = 0;
                y += ROW;
            }
            line(
                    "  <path d=\"M%.0f %dh14\" stroke=\"%s\" stroke-width=\"4\"%s/>",
                    x, y + 11, colour(one.colour()), dashes(one.colour()));
            line("  <text x=\"%.0f\" y=\"%d\">%s</text>", x + 19, y + 15, escaped(one.name()));
            x += width(one);
        }
    }

    private static double width(Named one) {
        return 19 + one.name().length() * LETTER + 14;
    }

    static String colour(int index) {
        return "var(--line-" + (index % Style.LIGHT.lineTones().size() + 1) + ")";
    }

    /** The second half of the colours is dashed too, so that colour is not all that tells lines apart. */
    static String dashes(int index) {
        return Style.isSolid(index) ? "" : " stroke-dasharray=\"5 3\"";
    }

    void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    String close() {
        return text.append("</svg>\n").toString();
    }

    static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
