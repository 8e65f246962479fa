package io.edgeopt.reports.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Bars as SVG inside a page, drawn from left to right so that their names can be read. */
final class SvgBars {
    private static final int BAR = 18;
    private static final int ROW = 28;
    private static final int BOTTOM = 44;
    private static final int TOTAL = 56;
    private static final int LONGEST_NAME = 22;

    private SvgBars() {}

    static String of(Bars bars, String label) {
        List<Svg.Named> names = IntStream.range(0, bars.parts().size())
                .mapToObj(i -> new Svg.Named(bars.parts().get(i), i))
                .toList();
        int top = Svg.keyHeight(names);
        int bottom = top + bars.bars().size() * ROW;
        int left = left(bars);
        double wide = Svg.WIDTH - left - TOTAL;
        Ticks ticks = bars.ticks(5);
        Svg svg = new Svg();
        svg.open(bottom + BOTTOM, label);
        svg.key(names);
        List<String> labels = ticks.labels();
        for (int i = 0; i < ticks.count(); i++) {
            double x = left + wide * ticks.share(ticks.at(i));
            svg.line("  <path class=\"grid\" d=\"M%.1f %dV%d\"/>", x, top, bottom);
            svg.line(
                    "  <text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    x, bottom + 16, bars.mark().in(labels.get(i)));
        }
        svg.line(
                "  <text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                left + wide / 2, bottom + 36, Svg.escaped(bars.measure()));
        for (int i = 0; i < bars.bars().size(); i++) {
            bar(svg, bars, bars.bars().get(i), top + i * ROW + (ROW - BAR) / 2, left, wide / ticks.last());
        }
        return svg.close();
    }

    private static void bar(Svg svg, Bars bars, Bars.Bar bar, int y, int left, double scale) {
        svg.line(
                "  <text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
                left - 8, y + 14, Svg.escaped(shown(bar.name())));
        double x = left;
        for (int part = 0; part < bar.lengths().size(); part++) {
            double length = bar.lengths().get(part);
            if (length > 0) {
                svg.line(
                        "  <rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"><title>%s, %s: %s</title></rect>",
                        x,
                        y,
                        Math.max(0.5, length * scale),
                        BAR,
                        Svg.colour(part),
                        Svg.escaped(bar.name()),
                        Svg.escaped(bars.parts().get(part)),
                        bars.mark().in(Numbers.of(length)));
            }
            x += length * scale;
        }
        svg.line(
                "  <text x=\"%.1f\" y=\"%d\">%s</text>",
                x + 6, y + 14, bars.mark().in(total(bars, bar)));
    }

    /** With as many decimals as the longest bar has need of, so that they can be compared at a glance. */
    private static String total(Bars bars, Bars.Bar bar) {
        double longest = bars.bars().stream().mapToDouble(Bars.Bar::total).max().orElse(0);
        int decimals = longest >= 100 ? 0 : longest >= 10 ? 1 : 2;
        return longest < 0.1 ? Numbers.of(bar.total()) : String.format(Locale.ROOT, "%." + decimals + "f", bar.total());
    }

    /** Of long names the end: layers begin alike. */
    private static String shown(String name) {
        return name.length() <= LONGEST_NAME ? name : "…" + name.substring(name.length() - LONGEST_NAME + 1);
    }

    private static int left(Bars bars) {
        int longest = bars.bars().stream()
                .mapToInt(bar -> shown(bar.name()).length())
                .max()
                .orElse(0);
        return (int) (14 + longest * Svg.LETTER);
    }
}
