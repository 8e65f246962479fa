package io.edgeopt.reports;

import java.awt.FontMetrics;
import java.awt.Graphics2D;

/** A line of words that stays within its column. */
final class FittedText {
    private FittedText() {}

    /** In the canvas's font and colour, cut off with dots where it is wider than {@code width}. */
    static void draw(Graphics2D canvas, String words, int x, int y, int width) {
        canvas.drawString(fitting(canvas.getFontMetrics(), words, width), x, y);
    }

    static String fitting(FontMetrics metrics, String words, int width) {
        String fitting = words;
        while (fitting.length() > 1 && metrics.stringWidth(fitting) > width) {
            fitting = fitting.substring(0, fitting.length() - 2) + "…";
        }
        return fitting;
    }
}
