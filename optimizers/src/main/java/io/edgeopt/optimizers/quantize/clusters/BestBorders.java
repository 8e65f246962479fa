package io.edgeopt.optimizers.quantize.clusters;

import java.util.TreeSet;

/**
 * The borders between clusters that leave the least squared error, of all that lie at certain places: evenly among the
 * numbers, and evenly over their range, so that a few far ones count too. Where there are few numbers, every place is
 * tried.
 *
 * <p>One cluster more each time: the best last border can only move on as the stretch grows, so that halving finds all of
 * them in {@code places * log(places)} steps (Grønlund et al., "Fast exact k-means, k-medians and Bregman divergence
 * clustering in 1D", 2017).
 */
final class BestBorders {
    private static final int PLACES = 2048;

    private final SortedValues values;
    private final int[] places;
    /** The least error of the numbers up to each place, in the clusters so far. */
    private double[] least;

    private double[] next;
    private int[] lastBorder = new int[0];

    private BestBorders(SortedValues values, int[] places) {
        this.values = values;
        this.places = places;
        this.least = new double[places.length];
        this.next = new double[places.length];
    }

    /** From 0 to the number of values, one more than there are clusters; there are more different values than those. */
    static int[] of(SortedValues values, int clusters) {
        return new BestBorders(values, places(values, clusters)).borders(clusters);
    }

    private static int[] places(SortedValues values, int clusters) {
        int size = values.size();
        int even = Math.max(PLACES, 4 * clusters);
        TreeSet<Integer> places = new TreeSet<>();
        double lowest = values.at(0);
        double width = values.at(size - 1) - lowest;
        for (int i = 0; i <= even; i++) {
            places.add((int) ((long) i * size / even));
            places.add(values.upTo(lowest + width * i / even));
        }
        places.add(0);
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    private int[] borders(int clusters) {
        int last = places.length - 1;
        for (int place = 0; place <= last; place++) {
            least[place] = values.error(0, places[place]);
        }
        int[][] chosen = new int[clusters][];
        for (int c = 1; c < clusters; c++) {
            lastBorder = new int[places.length];
            fill(0, last, 0, last);
            chosen[c] = lastBorder;
            double[] free = least;
            least = next;
            next = free;
        }
        int[] borders = new int[clusters + 1];
        int place = last;
        for (int c = clusters; c > 0; c--) {
            borders[c] = places[place];
            place = c > 1 ? chosen[c - 1][place] : 0;
        }
        return borders;
    }

    /** For the places from {@code low} to {@code high}, whose best last borders lie between the other two. */
    private void fill(int low, int high, int from, int to) {
        if (low > high) {
            return;
        }
        int middle = (low + high) >>> 1;
        double best = Double.POSITIVE_INFINITY;
        int border = from;
        for (int tried = from; tried <= Math.min(to, middle); tried++) {
            double error = least[tried] + values.error(places[tried], places[middle]);
            if (error < best) {
                best = error;
                border = tried;
            }
        }
        next[middle] = best;
        lastBorder[middle] = border;
        fill(low, middle - 1, from, border);
        fill(middle + 1, high, border, to);
    }
}
