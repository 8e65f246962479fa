package io.edgeopt.reports.search;

import io.edgeopt.core.search.Figures;
import io.edgeopt.core.search.SearchResult;
import io.edgeopt.core.search.SearchedCandidate;
import io.edgeopt.reports.chart.Chart;
import io.edgeopt.reports.chart.Chart.Form;
import io.edgeopt.reports.chart.Chart.Line;
import io.edgeopt.reports.chart.Chart.Point;
import io.edgeopt.reports.page.Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The charts of a search. */
record SearchCharts(SearchResult result) {
    private static final int SOURCE = 1;
    private static final int BEST = 2;
    private static final int ENDED = 0;
    private static final int STOPPED = 3;

    /** More curves than that cannot be told apart. */
    private static final int CURVES = 8;

    List<Block> of() {
        List<Block> blocks = new ArrayList<>();
        if (result.source().latency().isPresent()) {
            against(
                            "time",
                            "time, as a share of the source's",
                            one -> one.latency().orElse(Double.NaN))
                    .ifPresent(blocks::add);
        } else {
            against(
                            "macs",
                            "MACs, as a share of the source's",
                            one -> share(one.macs(), result.source().macs()))
                    .ifPresent(blocks::add);
        }
        against(
                        "size",
                        "bytes, as a share of the source's",
                        one -> share(one.bytes(), result.source().bytes()))
                .ifPresent(blocks::add);
        curves().ifPresent(blocks::add);
        return blocks;
    }

    private static double share(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }

    private Optional<Block> against(String file, String axis, ToDoubleFunction<Figures> cost) {
        List<Line> lines = new ArrayList<>();
        List<Point> best = new ArrayList<>(List.of(point(result.source(), cost)));
        result.candidates().stream()
                .filter(one -> one.place().isPresent())
                .forEach(one -> best.add(point(one.figures().orElseThrow(), cost)));
        lines.add(new Line("", Form.EDGE, 0, edge(best)));
        int end = result.lengths().steps().get(result.lengths().steps().size() - 1);
        lines.add(new Line("stopped", Form.CLOUD, STOPPED, points(one -> one.steps() < end && one.steps() > 0, cost)));
        lines.add(new Line("not trained", Form.CLOUD, 4, points(one -> one.steps() == 0, cost)));
        lines.add(new Line("trained to the end", Form.CLOUD, ENDED, points(one -> one.steps() >= end, cost)));
        for (SearchedCandidate one : result.candidates()) {
            one.place()
                    .ifPresent(place -> lines.add(new Line(
                            String.valueOf(place),
                            Form.DOTS,
                            BEST,
                            List.of(point(one.figures().orElseThrow(), cost)))));
        }
        lines.add(new Line("as it came", Form.DOTS, SOURCE, List.of(point(result.source(), cost))));
        Chart chart = new Chart("What was found, by " + file, axis, result.metric(), lines);
        return chart.isEmpty()
                ? Optional.empty()
                : Optional.of(new Block.Drawing(
                        "search-" + file,
                        chart,
                        "Every recipe after its longest training. Numbers are those of the table; the dashed line is the"
                                + " best that was found for the price."));
    }

    private static Point point(Figures found, ToDoubleFunction<Figures> cost) {
        return new Point(cost.applyAsDouble(found), found.score());
    }

    private List<Point> points(java.util.function.Predicate<SearchedCandidate> which, ToDoubleFunction<Figures> cost) {
        return result.candidates().stream()
                .filter(one -> one.figures().isPresent() && one.place().isEmpty())
                .filter(which)
                .map(one -> point(one.figures().orElseThrow(), cost))
                .toList();
    }

    private static List<Point> edge(List<Point> all) {
        List<Point> edge = new ArrayList<>();
        double best = Double.NEGATIVE_INFINITY;
        for (Point point : all.stream()
                .filter(one -> Double.isFinite(one.x()))
                .sorted(Comparator.comparingDouble(Point::x).thenComparing(Point::y, Comparator.reverseOrder()))
                .toList()) {
            if (point.y() > best) {
                best = point.y();
                edge.add(point);
            }
        }
        return edge;
    }

    /** Of the best, how their scores rose. */
    private Optional<Block> curves() {
        List<Line> lines = result.candidates().stream()
                .filter(one -> one.place().isPresent() && one.scores().size() > 1)
                .sorted(Comparator.comparing(one -> one.place().orElseThrow()))
                .limit(CURVES)
                .map(one -> new Line(
                        String.valueOf(one.place().orElseThrow()),
                        Form.LINE,
                        one.place().orElseThrow() - 1,
                        one.scores().stream()
                                .map(score -> new Point(score.steps(), score.score()))
                                .toList()))
                .toList();
        Chart chart = new Chart("How the best learnt", "steps of training", result.metric(), lines);
        return chart.isEmpty()
                ? Optional.empty()
                : Optional.of(new Block.Drawing(
                        "search-curves", chart, "The score after each stage, by the numbers of the table."));
    }
}
