package io.edgeopt.reports;

import java.awt.Color;
import java.util.List;
import java.util.Locale;

/**
 * The colours of charts and pages, by day and by night. The lines' are told apart by people who see no red or no green
 * (Okabe and Ito, 2008; lightened for the night).
 */
record Style(int paperTone, int inkTone, int faintTone, int gridTone, int panelTone, List<Integer> lineTones) {
    static final Style LIGHT = new Style(
            0xFFFFFF, 0x1F2430, 0x6B7280, 0xE3E6EB, 0xF6F7F9, List.of(0x0072B2, 0xD55E00, 0x009E73, 0xAA4499));
    static final Style DARK = new Style(
            0x16181D, 0xE8EAED, 0x9AA3AF, 0x2E333C, 0x1E2127, List.of(0x56B4E9, 0xF0954C, 0x33C79B, 0xDD88CC));

    Color paper() {
        return new Color(paperTone);
    }

    Color ink() {
        return new Color(inkTone);
    }

    Color faint() {
        return new Color(faintTone);
    }

    Color grid() {
        return new Color(gridTone);
    }

    Color line(int index) {
        return new Color(lineTones.get(index % lineTones.size()));
    }

    Color panel() {
        return new Color(panelTone);
    }

    /** The colour of what is right; told from {@link #bad} by people who see no red or no green. */
    Color good() {
        return line(2);
    }

    Color bad() {
        return line(1);
    }

    /** As variables of CSS. */
    String variables() {
        StringBuilder css = new StringBuilder();
        add(css, "paper", paperTone);
        add(css, "ink", inkTone);
        add(css, "faint", faintTone);
        add(css, "grid", gridTone);
        add(css, "panel", panelTone);
        for (int i = 0; i < lineTones.size(); i++) {
            add(css, "line-" + (i + 1), lineTones.get(i));
        }
        return css.toString().strip();
    }

    private static void add(StringBuilder css, String name, int colour) {
        css.append(String.format(Locale.ROOT, "--%s: #%06x; ", name, colour));
    }
}
