package io.edgeopt.optimizers.search;

import io.edgeopt.core.search.Figures;
import io.edgeopt.core.search.Front;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Which trainings go on: those whose models together cover most of what can be had, in whatever direction. */
final class Promotion {
    /** Beyond the worst, so that being the best in one measure counts though it is the worst in another. */
    private static final double MARGIN = 0.05;

    private static final double NOTHING = 1e-12;

    private Promotion() {}

    /** {@code count} of them, the one that adds most first, in the order in which they were taken. */
    static <T> List<T> of(List<T> all, Function<T, List<Figures>> found, int count) {
        List<List<double[]>> points = all.stream()
                .map(one -> found.apply(one).stream().map(Front::measures).toList())
                .toList();
        List<double[]> every = points.stream().flatMap(List::stream).toList();
        if (every.isEmpty()) {
            return List.of();
        }
        double[] ideal = every.get(0).clone();
        double[] worst = every.get(0).clone();
        for (double[] point : every) {
            for (int i = 0; i < point.length; i++) {
                ideal[i] = Math.min(ideal[i], point[i]);
                worst[i] = Math.max(worst[i], point[i]);
            }
        }
        for (int i = 0; i < worst.length; i++) {
            worst[i] += MARGIN * (worst[i] - ideal[i]);
        }
        List<T> taken = new ArrayList<>();
        boolean[] gone = new boolean[all.size()];
        List<double[]> covered = new ArrayList<>();
        while (taken.size() < Math.min(count, all.size())) {
            int best = most(points, gone, covered, ideal, worst);
            if (best < 0) {
                // None adds to those that were taken; so the rest is judged among itself.
                covered.clear();
                best = most(points, gone, covered, ideal, worst);
            }
            if (best < 0) {
                best = firstLeft(gone);
            }
            gone[best] = true;
            covered.addAll(points.get(best));
            taken.add(all.get(best));
        }
        return taken;
    }

    private static int most(
            List<List<double[]>> points, boolean[] gone, List<double[]> covered, double[] ideal, double[] worst) {
        double before = Front.volume(covered, ideal, worst);
        int best = -1;
        double most = NOTHING;
        for (int i = 0; i < points.size(); i++) {
            if (gone[i]) {
                continue;
            }
            List<double[]> with = new ArrayList<>(covered);
            with.addAll(points.get(i));
            double gain = Front.volume(with, ideal, worst) - before;
            if (gain > most) {
                most = gain;
                best = i;
            }
        }
        return best;
    }

    private static int firstLeft(boolean[] gone) {
        for (int i = 0; i < gone.length; i++) {
            if (!gone[i]) {
                return i;
            }
        }
        throw new IllegalStateException("all of %s are taken".formatted(Arrays.toString(gone)));
    }
}
