package io.edgeopt.reports.chart;

import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;

/** Bars as a PNG picture, standing side by side. */
final class PngBars {
    private PngBars() {}

    static byte[] of(Bars bars, Style style) {
        CategoryChart drawing = new CategoryChartBuilder()
                .width(Canvas.WIDTH)
                .height(Canvas.HEIGHT)
                .title(bars.title())
                .yAxisTitle(bars.measure())
                .build();
        Canvas.dress(drawing.getStyler(), style, bars.parts().size() > 1);
        drawing.getStyler().setStacked(true);
        drawing.getStyler().setAvailableSpaceFill(0.6);
        // Otherwise every second name is left out.
        drawing.getStyler().setXAxisTickMarkSpacingHint(10);
        drawing.getStyler().setXAxisLabelRotation(bars.bars().size() > 4 ? 40 : 0);
        Ticks ticks = bars.ticks(5);
        drawing.getStyler().setYAxisMin(ticks.first());
        drawing.getStyler().setYAxisMax(ticks.last());
        drawing.getStyler()
                .setYAxisTickLabelsFormattingFunction(value -> bars.mark().in(Numbers.of(value)));
        List<String> names = bars.bars().stream().map(Bars.Bar::name).toList();
        for (int i = 0; i < bars.parts().size(); i++) {
            int part = i;
            List<Double> lengths =
                    bars.bars().stream().map(bar -> bar.lengths().get(part)).toList();
            CategorySeries series = drawing.addSeries(bars.parts().get(i), names, lengths);
            series.setFillColor(style.line(i));
        }
        return Canvas.png(drawing);
    }
}
