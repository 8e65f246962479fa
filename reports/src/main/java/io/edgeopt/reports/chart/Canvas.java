package io.edgeopt.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** What all PNG charts have in common: their size, their clothes and their bytes. */
final class Canvas {
    static final int WIDTH = 640;
    static final int HEIGHT = 320;
    private static final int DENSITY = 2;

    private Canvas() {}

    static void dress(AxesChartStyler styler, Style style, boolean key) {
        Font text = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        Color none = new Color(0, 0, 0, 0);
        styler.setLegendVisible(key);
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setChartBackgroundColor(style.paper());
        styler.setPlotBackgroundColor(style.paper());
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(style.grid());
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setChartFontColor(style.ink());
        styler.setChartTitleFont(text.deriveFont(Font.BOLD, 14f));
        styler.setChartTitleBoxVisible(false);
        styler.setAxisTitleFont(text);
        styler.setXAxisTitleColor(style.ink());
        styler.setYAxisTitleColor(style.ink());
        styler.setAxisTickLabelsFont(text);
        styler.setAxisTickLabelsColor(style.faint());
        styler.setAxisTicksLineVisible(false);
        styler.setAxisTicksMarksVisible(false);
        styler.setLegendFont(text);
        styler.setLegendBackgroundColor(style.paper());
        styler.setLegendBorderColor(none);
        styler.setChartPadding(12);
        styler.setLocale(Locale.ROOT);
    }

    static byte[] png(AxesChart<?, ?> drawing) {
        BufferedImage image = new BufferedImage(WIDTH * DENSITY, HEIGHT * DENSITY, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.scale(DENSITY, DENSITY);
        drawing.paint(canvas, WIDTH, HEIGHT);
        canvas.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory", e);
        }
        return bytes.toByteArray();
    }
}
