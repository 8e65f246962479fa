package io.edgeopt.reports.chart;

/** Something to be drawn, described once for every form in which it is. */
public sealed interface Figure permits Chart, Bars {
    /** What is seen, as a heading says it. */
    String title();

    /** Whether there is nothing to draw. */
    boolean isEmpty();

    /** As SVG inside a page; {@code label} is for those who do not see it. */
    default String svg(String label) {
        if (this instanceof Chart chart) {
            return SvgChart.of(chart, label);
        }
        return SvgBars.of((Bars) this, label);
    }

    /** As a PNG picture, at twice the size that it is shown at. */
    default byte[] png(Style style) {
        if (this instanceof Chart chart) {
            return PngChart.of(chart, style);
        }
        return PngBars.of((Bars) this, style);
    }
}
