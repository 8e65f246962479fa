package io.edgeopt.optimizers.prune;

import io.edgeopt.optimizers.prune.graph.Group;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Which channels go. In each group the least important go first; how many of each is either the same share everywhere or
 * follows from one threshold for all, rounded to counts that run well.
 */
final class Selection {
    private static final int HALVINGS = 30;
    private static final int MOVES = 64;

    private final List<Lot> lots = new ArrayList<>();

    /** A group whose channels are ordered. */
    private static final class Lot {
        private final Group group;
        private final double[] scores;
        private final List<Integer> ascending;
        private final int unit;
        private final int least;

        Lot(Group group, double[] scores, int multiple, double maxRatio) {
            this.group = group;
            this.scores = scores;
            this.ascending = IntStream.range(0, group.channels())
                    .boxed()
                    .sorted(Comparator.comparingDouble(channel -> scores[channel]))
                    .toList();
            this.unit = Math.max(1, multiple / greatestDivisor(multiple, group.each()));
            int wanted = (int) Math.ceil(group.channels() * (1 - maxRatio) - 1e-9);
            this.least = Math.min(group.channels(), Math.max(unit, (wanted + unit - 1) / unit * unit));
        }

        private static int greatestDivisor(int a, int b) {
            return b == 0 ? a : greatestDivisor(b, a % b);
        }

        /** The nearest count that may be kept. */
        int rounded(double wanted) {
            int count = (int) Math.round(wanted / unit) * unit;
            // A layer whose count is no multiple of the unit may stay as it is.
            boolean whole =
                    wanted > group.channels() - (group.channels() % unit == 0 ? unit : group.channels() % unit) / 2.0;
            return whole ? group.channels() : Math.max(least, Math.min(count, group.channels()));
        }

        int above(double threshold) {
            int count = 0;
            for (double score : scores) {
                count += score >= threshold ? 1 : 0;
            }
            return count;
        }

        /** The next count down or up, or the same where there is none. */
        int next(int kept, boolean down) {
            int changed = down ? (kept - 1) / unit * unit : (kept / unit + 1) * unit;
            return Math.max(Math.min(changed, group.channels()), Math.min(least, kept));
        }
    }

    /** How many channels each group keeps, in the groups' order. */
    private final class Counts {
        private final int[] kept = new int[lots.size()];

        BitSet removed() {
            BitSet removed = new BitSet();
            for (int i = 0; i < kept.length; i++) {
                Lot lot = lots.get(i);
                for (int gone = 0; gone < lot.group.channels() - kept[i]; gone++) {
                    removed.set(lot.group.first() + lot.ascending.get(gone));
                }
            }
            return removed;
        }
    }

    /** Adds a group that may be cut. */
    void add(Group group, double[] scores, int multiple, double maxRatio) {
        lots.add(new Lot(group, scores, multiple, maxRatio));
    }

    /** The same share of every group. */
    BitSet uniform(double ratio) {
        return uniformCounts(ratio).removed();
    }

    private Counts uniformCounts(double ratio) {
        Counts counts = new Counts();
        for (int i = 0; i < counts.kept.length; i++) {
            Lot lot = lots.get(i);
            counts.kept[i] = lot.rounded(lot.group.channels() * (1 - ratio));
        }
        return counts;
    }

    private Counts thresholdCounts(double threshold) {
        Counts counts = new Counts();
        for (int i = 0; i < counts.kept.length; i++) {
            counts.kept[i] = lots.get(i).rounded(lots.get(i).above(threshold));
        }
        return counts;
    }

    /** So many channels less in all, the least important of all groups. */
    BitSet globalShare(double ratio) {
        double all = lots.stream().mapToInt(lot -> lot.group.channels()).sum();
        return reaching(true, removed -> 1 - removed.cardinality() / all, 1 - ratio);
    }

    /**
     * Until {@code left} is as near to {@code goal} as counts allow.
     *
     * @param global one threshold for all groups, rather than one share
     * @param left what is left without some channels, as a share of the whole
     */
    BitSet reaching(boolean global, ToDoubleFunction<BitSet> left, double goal) {
        double low = 0;
        double high = global ? largestScore() : 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (left.applyAsDouble(counts(global, middle).removed()) > goal) {
                low = middle;
            } else {
                high = middle;
            }
        }
        Counts over = counts(global, low);
        Counts under = counts(global, high);
        boolean nearer = Math.abs(left.applyAsDouble(under.removed()) - goal)
                <= Math.abs(left.applyAsDouble(over.removed()) - goal);
        Counts counts = nearer ? under : over;
        refine(counts, left, goal);
        return counts.removed();
    }

    private Counts counts(boolean global, double at) {
        return global ? thresholdCounts(at) : uniformCounts(at);
    }

    private double largestScore() {
        double largest = 0;
        for (Lot lot : lots) {
            for (double score : lot.scores) {
                largest = Math.max(largest, score);
            }
        }
        return Math.nextUp(largest);
    }

    /** Moves single groups by one step while that brings what is left nearer to the goal. */
    private void refine(Counts counts, ToDoubleFunction<BitSet> left, double goal) {
        double now = left.applyAsDouble(counts.removed());
        for (int move = 0; move < MOVES; move++) {
            int best = -1;
            int bestCount = 0;
            double bestLeft = now;
            for (int i = 0; i < counts.kept.length; i++) {
                int before = counts.kept[i];
                int changed = lots.get(i).next(before, now > goal);
                if (changed == before) {
                    continue;
                }
                counts.kept[i] = changed;
                double then = left.applyAsDouble(counts.removed());
                counts.kept[i] = before;
                if (Math.abs(then - goal) < Math.abs(bestLeft - goal) - 1e-9) {
                    best = i;
                    bestCount = changed;
                    bestLeft = then;
                }
            }
            if (best < 0) {
                return;
            }
            counts.kept[best] = bestCount;
            now = bestLeft;
        }
    }
}
