package io.edgeopt.reports.chart;

import java.awt.Color;
import java.util.List;
import java.util.Locale;

/**
 * The colours of charts and pages, by day and by night. The first lines' are told apart by people who see no red or no
 * green (Okabe and Ito, 2008; lightened for the night); those after them are dashed as well.
 */
public record Style(
        int paperTone,
        int inkTone,
        int faintTone,
        int gridTone,
        int panelTone,
        int betterTone,
        int worseTone,
        List<Integer> lineTones) {
    public static final Style LIGHT = new Style(
            0xFFFFFF,
            0x1F2430,
            0x6B7280,
            0xE3E6EB,
            0xF6F7F9,
            0x00694C,
            0xA84300,
            List.of(0x0072B2, 0xD55E00, 0x009E73, 0xAA4499, 0x8A6D00, 0x332288, 0x882255, 0x5B6470));
    public static final Style DARK = new Style(
            0x16181D,
            0xE8EAED,
            0x9AA3AF,
            0x2E333C,
            0x1E2127,
            0x33C79B,
            0xF0954C,
            List.of(0x56B4E9, 0xF0954C, 0x33C79B, 0xDD88CC, 0xE3C04F, 0xA9A3F0, 0xF08AA0, 0xB4BCC8));

    /** So many of the colours are drawn without dashes. */
    private static final int SOLID = 4;

    static boolean isSolid(int index) {
        return index % LIGHT.lineTones().size() < SOLID;
    }

    public Color paper() {
        return new Color(paperTone);
    }

    public Color ink() {
        return new Color(inkTone);
    }

    public Color faint() {
        return new Color(faintTone);
    }

    public Color grid() {
        return new Color(gridTone);
    }

    public Color line(int index) {
        return new Color(lineTones.get(index % lineTones.size()));
    }

    public Color panel() {
        return new Color(panelTone);
    }

    /** Words about what became better. */
    public Color better() {
        return new Color(betterTone);
    }

    /** Words about what became worse. */
    public Color worse() {
        return new Color(worseTone);
    }

    /** The colour of what is right; told from {@link #bad} by people who see no red or no green. */
    public Color good() {
        return line(2);
    }

    public Color bad() {
        return line(1);
    }

    /** As variables of CSS. */
    public String variables() {
        StringBuilder css = new StringBuilder();
        add(css, "paper", paperTone);
        add(css, "ink", inkTone);
        add(css, "faint", faintTone);
        add(css, "grid", gridTone);
        add(css, "panel", panelTone);
        add(css, "better", betterTone);
        add(css, "worse", worseTone);
        for (int i = 0; i < lineTones.size(); i++) {
            add(css, "line-" + (i + 1), lineTones.get(i));
        }
        return css.toString().strip();
    }

    private static void add(StringBuilder css, String name, int colour) {
        css.append(String.format(Locale.ROOT, "--%s: #%06x; ", name, colour));
    }
}
