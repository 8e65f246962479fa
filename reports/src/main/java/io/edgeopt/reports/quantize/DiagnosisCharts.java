package io.edgeopt.reports.quantize;

import io.edgeopt.core.diagnose.Distribution;
import io.edgeopt.core.diagnose.LayerDiagnosis;
import io.edgeopt.core.diagnose.RangeGrowth;
import io.edgeopt.reports.chart.Bars;
import io.edgeopt.reports.chart.Chart;
import io.edgeopt.reports.chart.Chart.Form;
import io.edgeopt.reports.chart.Chart.Line;
import io.edgeopt.reports.chart.Chart.Point;
import io.edgeopt.reports.chart.DecimalMark;
import io.edgeopt.reports.page.Block.Drawing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The charts of a quantized model's page. */
final class DiagnosisCharts {
    private static final int DEAREST = 12;

    private DiagnosisCharts() {}

    /** Which layers the errors come from. */
    static Optional<Drawing> noise(List<LayerDiagnosis> layers) {
        return bars(
                layers,
                layer -> layer.noiseShare().map(share -> 100 * share),
                "Where the errors come from",
                "% of the errors",
                "noise",
                "The %d layers whose integers, alone, change the outputs most.");
    }

    /** Which layers the gained time comes from. */
    static Optional<Drawing> gains(List<LayerDiagnosis> layers) {
        return bars(
                layers,
                LayerDiagnosis::gain,
                "Where time is gained",
                "µs",
                "gain",
                "The %d layers that gain most by integers, with what lies between them and the next ones.");
    }

    private static Optional<Drawing> bars(
            List<LayerDiagnosis> layers,
            Function<LayerDiagnosis, Optional<Double>> length,
            String title,
            String measure,
            String file,
            String words) {
        List<Bars.Bar> longest = layers.stream()
                .filter(layer -> length.apply(layer).filter(value -> value > 0).isPresent())
                .sorted(Comparator.comparingDouble(
                                (LayerDiagnosis layer) -> length.apply(layer).orElse(0.0))
                        .reversed())
                .limit(DEAREST)
                .map(layer -> new Bars.Bar(
                        // Long names are cut at their beginning, and those of blocks often end alike.
                        layer.layer() + ", " + (layers.indexOf(layer) + 1),
                        List.of(length.apply(layer).orElse(0.0))))
                .toList();
        return longest.isEmpty()
                ? Optional.empty()
                : Optional.of(new Drawing(
                        file,
                        new Bars(title, measure, List.of(measure), longest, DecimalMark.POINT),
                        words.formatted(longest.size())));
    }

    /** How errors grow on the way through the network. */
    static Optional<Drawing> depth(List<LayerDiagnosis> layers) {
        List<Point> points = new ArrayList<>();
        for (int place = 0; place < layers.size(); place++) {
            int layer = place + 1;
            layers.get(place).outputSqnr().ifPresent(decibels -> points.add(new Point(layer, decibels)));
        }
        return points.size() < 2
                ? Optional.empty()
                : Optional.of(new Drawing(
                        "depth",
                        new Chart(
                                "Errors on the way through the network",
                                "layer, in the graph's order",
                                "signal to noise, dB",
                                List.of(new Line("at its output", Form.LINE, 0, points))),
                        "How much larger what each layer gives is than its error, with all before it in integers."));
    }

    static Drawing growth(List<RangeGrowth> growth) {
        List<Point> median = growth.stream()
                .map(point -> new Point(point.samples(), 100 * point.median()))
                .toList();
        List<Point> least = growth.stream()
                .map(point -> new Point(point.samples(), 100 * point.least()))
                .toList();
        return new Drawing(
                "growth",
                new Chart(
                        "Ranges",
                        "samples",
                        "% of the range at the end",
                        List.of(
                                new Line("median tensor", Form.LINE, 0, median),
                                new Line("one of twenty is below", Form.LINE, 1, least))),
                "How wide ranges were after so many samples: where the lines are level, more samples change nothing.");
    }

    static Optional<Drawing> weights(LayerDiagnosis layer) {
        return layer.weights()
                .map(held -> distribution(
                        held,
                        false,
                        "Weights of " + layer.layer(),
                        DiagnosisPage.text("Of the float model; %.1f %% are zero.", 100 * held.zeros())));
    }

    static Optional<Drawing> activations(LayerDiagnosis layer) {
        return layer.activations()
                .map(held -> distribution(
                        held,
                        layer.integer(),
                        "What " + layer.layer() + " gives",
                        DiagnosisPage.text(
                                "In the quantized model, before rounding; %.1f %% are zero.", 100 * held.zeros())));
    }

    private static Drawing distribution(Distribution held, boolean edges, String title, String words) {
        List<Line> lines = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        double top = 0;
        for (int bin = 0; bin < held.shares().size(); bin++) {
            double share = 100 * held.shares().get(bin);
            points.add(new Point(held.from() + bin * held.width(), share));
            top = Math.max(top, share);
        }
        points.add(new Point(held.from() + held.shares().size() * held.width(), 0));
        lines.add(new Line("share of the values", Form.STAIRS, 0, points));
        if (edges) {
            lines.add(new Line("", Form.EDGE, 1, List.of(new Point(held.low(), 0), new Point(held.low(), top))));
            lines.add(new Line("", Form.EDGE, 1, List.of(new Point(held.high(), 0), new Point(held.high(), top))));
        }
        return new Drawing("values", new Chart(title, "value", "% of the values", lines), words);
    }
}
