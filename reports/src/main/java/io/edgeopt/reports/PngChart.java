package io.edgeopt.reports;

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
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart as a PNG picture, at twice the size that it is shown at. */
final class PngChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;
    private static final int DENSITY = 2;
    private static final int DOTS = 40;

    private PngChart() {}

    static byte[] of(Chart chart, Style style) {
        XYChart drawing = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(chart.title())
                .xAxisTitle(chart.horizontal())
                .yAxisTitle(chart.vertical())
                .build();
        dress(drawing.getStyler(), chart, style);
        for (int i = 0; i < chart.lines().size(); i++) {
            Chart.Line line = chart.lines().get(i);
            XYSeries series = drawing.addSeries(
                    line.name(),
                    line.points().stream().mapToDouble(Chart.Point::x).toArray(),
                    line.points().stream().mapToDouble(Chart.Point::y).toArray());
            series.setLineColor(style.line(i));
            series.setLineStyle(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            series.setMarkerColor(style.line(i));
            series.setMarker(line.points().size() <= DOTS ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        }
        range(drawing, chart);
        BufferedImage image = new BufferedImage(WIDTH * DENSITY, HEIGHT * DENSITY, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.scale(DENSITY, DENSITY);
        drawing.paint(canvas, WIDTH, HEIGHT);
        canvas.dispose();
        return encoded(image);
    }

    private static void dress(XYStyler styler, Chart chart, Style style) {
        Font text = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        Color none = new Color(0, 0, 0, 0);
        styler.setLegendVisible(chart.lines().size() > 1);
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
        styler.setMarkerSize(6);
        styler.setChartPadding(12);
        styler.setLocale(Locale.ROOT);
    }

    /** The same round numbers as in {@link SvgChart}. */
    private static void range(XYChart drawing, Chart chart) {
        XYStyler styler = drawing.getStyler();
        Ticks across = chart.horizontalTicks(8);
        Ticks up = chart.verticalTicks(5);
        styler.setXAxisMin(across.first());
        styler.setXAxisMax(across.last());
        styler.setYAxisMin(up.first());
        styler.setYAxisMax(up.last());
        styler.setXAxisTickLabelsFormattingFunction(Numbers::of);
        styler.setYAxisTickLabelsFormattingFunction(Numbers::of);
        // Where all points are equally far apart, XChart labels every one of them. An unseen one off the beat prevents
        // it.
        double offBeat = across.first() + across.step() * 0.37;
        XYSeries unseen = drawing.addSeries(" ", new double[] {offBeat}, new double[] {up.first()});
        unseen.setMarker(SeriesMarkers.NONE);
        unseen.setShowInLegend(false);
    }

    private static byte[] encoded(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory", e);
        }
        return bytes.toByteArray();
    }
}
