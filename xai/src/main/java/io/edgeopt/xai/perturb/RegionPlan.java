package io.edgeopt.xai.perturb;

import io.edgeopt.xai.perturb.LocalGraph.Area;
import io.edgeopt.xai.perturb.LocalGraph.Station;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * At which stations a network is cut so that hidden windows cost least: between two of them only what a window reaches is
 * computed, after the last everything.
 *
 * @param stations the first is the input; with it alone nothing is saved
 * @param share of a whole run's time that a window takes, about
 */
record RegionPlan(List<Station> stations, double share) {
    /** What is saved must be worth the trouble. */
    private static final double WORTH = 0.9;

    RegionPlan {
        stations = List.copyOf(stations);
    }

    boolean pays() {
        return stations.size() > 1 && share < WORTH;
    }

    /** The cheapest way. */
    static RegionPlan of(LocalGraph graph, List<Patch> patches, int batch) {
        return of(graph, patches, batch, /* fewest= */ 1);
    }

    /** The cheapest way with so many stations at least, also if it does not pay. */
    static RegionPlan of(LocalGraph graph, List<Patch> patches, int batch, int fewest) {
        List<Station> all = graph.stations();
        int count = all.size();
        double[][] cost = new double[count][count + 1];
        int[][] before = new int[count][count + 1];
        for (double[] row : cost) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        cost[0][1] = 0;
        for (int to = 1; to < count; to++) {
            for (int from = 0; from < to; from++) {
                double part = part(graph, all.get(0), all.get(from), all.get(to), patches, batch);
                for (int used = 1; used < count; used++) {
                    if (cost[from][used] + part < cost[to][used + 1]) {
                        cost[to][used + 1] = cost[from][used] + part;
                        before[to][used + 1] = from;
                    }
                }
            }
        }
        double whole = graph.nanos(all.get(0), Optional.empty()) + WorkEstimate.run(batch);
        double least = Double.POSITIVE_INFINITY;
        int last = 0;
        int used = 1;
        for (int to = 0; to < count; to++) {
            double tail = graph.nanos(all.get(to), Optional.empty()) + WorkEstimate.run(batch);
            for (int length = Math.min(fewest, count); length <= count; length++) {
                if (cost[to][length] + tail < least) {
                    least = cost[to][length] + tail;
                    last = to;
                    used = length;
                }
            }
        }
        List<Station> chosen = new ArrayList<>();
        for (int at = last, length = used; length >= 1; at = before[at][length], length--) {
            chosen.add(0, all.get(at));
        }
        return new RegionPlan(chosen, least / whole);
    }

    private static double part(
            LocalGraph graph, Station input, Station from, Station to, List<Patch> patches, int batch) {
        Area way = graph.reach(from, to);
        Area all = graph.reach(input, to);
        int rows = longest(patches.stream().map(Patch::rows).toList(), all.rows(), to.height());
        int columns = longest(patches.stream().map(Patch::columns).toList(), all.columns(), to.width());
        long cropped = (long) Crop.of(way.rows(), rows, from.height()).size()
                * Crop.of(way.columns(), columns, from.width()).size();
        double share = (double) cropped / from.height() / from.width();
        return share * graph.nanos(from, Optional.of(to))
                + WorkEstimate.copy(from.channels() * cropped + (long) to.channels() * rows * columns)
                + WorkEstimate.run(batch);
    }

    /** The most elements of a later axis that one of the patches changes. */
    static int longest(List<Span> changed, Reach reach, int extent) {
        return changed.stream()
                .mapToInt(span -> reach.of(span, extent).length())
                .max()
                .orElse(extent);
    }
}
