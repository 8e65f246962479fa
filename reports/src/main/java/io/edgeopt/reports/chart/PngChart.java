package io.edgeopt.reports.chart;

import io.edgeopt.reports.chart.Chart.Form;
import java.awt.BasicStroke;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart as a PNG picture. */
final class PngChart {
    private static final int DOTS = 40;
    private static final BasicStroke INTERVAL = new BasicStroke(1.5f);

    private final XYChart drawing;
    private final Style style;
    private final Set<String> names = new HashSet<>();

    private PngChart(XYChart drawing, Style style) {
        this.drawing = drawing;
        this.style = style;
    }

    static byte[] of(Chart chart, Style style) {
        XYChart drawing = new XYChartBuilder()
                .width(Canvas.WIDTH)
                .height(Canvas.HEIGHT)
                .title(chart.title())
                .xAxisTitle(chart.horizontal())
                .yAxisTitle(chart.vertical())
                .build();
        boolean key = chart.lines().stream().filter(Chart.Line::isNamed).count() > 1;
        Canvas.dress(drawing.getStyler(), style, key);
        new PngChart(drawing, style).draw(chart);
        return Canvas.png(drawing);
    }

    private void draw(Chart chart) {
        for (Chart.Line line : chart.lines()) {
            for (Chart.Point point : line.points()) {
                if (point.hasInterval()) {
                    Chart.Line interval = new Chart.Line(
                            " ",
                            Form.LINE,
                            line.colour(),
                            List.of(new Chart.Point(point.x(), point.low()), new Chart.Point(point.x(), point.high())));
                    XYSeries series = add(interval);
                    series.setShowInLegend(false);
                    series.setMarker(SeriesMarkers.NONE);
                    series.setLineStyle(INTERVAL);
                }
            }
            add(line).setShowInLegend(line.isNamed());
        }
        range(chart);
    }

    /** XChart knows series by their names; what follows a name is not seen. */
    private String unused(String name) {
        String unused = name.isEmpty() ? " " : name;
        while (!names.add(unused)) {
            unused += " ";
        }
        return unused;
    }

    private XYSeries add(Chart.Line line) {
        XYSeries series = drawing.addSeries(
                unused(line.name()),
                line.points().stream().mapToDouble(Chart.Point::x).toArray(),
                line.points().stream().mapToDouble(Chart.Point::y).toArray());
        series.setXYSeriesRenderStyle(
                switch (line.form()) {
                    case LINE -> XYSeriesRenderStyle.Line;
                    case STAIRS, EDGE -> XYSeriesRenderStyle.Step;
                    case DOTS, CLOUD -> XYSeriesRenderStyle.Scatter;
                });
        boolean edge = line.form() == Form.EDGE;
        series.setLineColor(edge ? style.faint() : style.line(line.colour()));
        series.setLineStyle(stroke(line));
        series.setMarkerColor(style.line(line.colour()));
        boolean dots = line.form() == Form.DOTS
                || line.form() == Form.CLOUD
                || (line.form() == Form.LINE && line.points().size() <= DOTS);
        series.setMarker(dots ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        return series;
    }

    private static BasicStroke stroke(Chart.Line line) {
        if (line.form() == Form.EDGE) {
            return new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {3, 3}, 0);
        }
        return Style.isSolid(line.colour())
                ? new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                : new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 3}, 0);
    }

    /** Round numbers as in {@link SvgChart}. */
    private void range(Chart chart) {
        XYStyler styler = drawing.getStyler();
        boolean alone = chart.lines().stream().allMatch(line -> line.form() != Form.LINE && line.form() != Form.STAIRS);
        styler.setMarkerSize(alone ? 9 : 6);
        Ticks across = chart.horizontalTicks(8);
        Ticks up = chart.verticalTicks(5);
        styler.setXAxisMin(across.first());
        styler.setXAxisMax(across.last());
        styler.setYAxisMin(up.first());
        styler.setYAxisMax(up.last());
        styler.setXAxisTickLabelsFormattingFunction(value -> chart.mark().in(Numbers.of(value)));
        styler.setYAxisTickLabelsFormattingFunction(value -> chart.mark().in(Numbers.of(value)));
        // Where all points are equally far apart, XChart labels every one of them. An unseen one off the beat prevents
        // it.
        double offBeat = across.first() + across.step() * 0.37;
        XYSeries unseen = drawing.addSeries(unused(" "), new double[] {offBeat}, new double[] {up.first()});
        unseen.setMarker(SeriesMarkers.NONE);
        unseen.setShowInLegend(false);
    }
}
