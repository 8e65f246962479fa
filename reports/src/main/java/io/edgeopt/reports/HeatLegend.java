package io.edgeopt.reports;

import io.edgeopt.reports.chart.Style;
import java.awt.Font;
import java.awt.Graphics2D;

/** What the colours of a map mean. */
final class HeatLegend {
    static final int WIDTH = 180;
    static final int HEIGHT = 34;

    private HeatLegend() {}

    static void draw(Graphics2D canvas, int left, int top, Style style) {
        for (int x = 0; x < WIDTH; x++) {
            canvas.setColor(HeatColours.of(x / (WIDTH - 1.0)));
            canvas.fillRect(left + x, top, 1, 10);
        }
        canvas.setColor(style.faint());
        canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        canvas.drawString("nothing", left, top + 23);
        String most = "most for it here";
        canvas.drawString(most, left + WIDTH - canvas.getFontMetrics().stringWidth(most), top + 23);
    }
}
