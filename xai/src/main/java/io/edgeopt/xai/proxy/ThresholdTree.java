package io.edgeopt.xai.proxy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A tree of thresholds that tells yes from no, each so chosen that the sides are purest (Gini). */
final class ThresholdTree {
    private static final int LEAST = 5;

    private final List<float[]> rows;
    private final boolean[] answers;
    private final List<Rule> yes = new ArrayList<>();
    private final List<Rule> no = new ArrayList<>();

    private ThresholdTree(List<float[]> rows, boolean[] answers) {
        this.rows = rows;
        this.answers = answers;
    }

    static ThresholdTree of(List<float[]> rows, boolean[] answers, int depth) {
        ThresholdTree tree = new ThresholdTree(rows, answers);
        tree.grow(IntStream.range(0, answers.length).boxed().toList(), Rule.ALWAYS, depth);
        return tree;
    }

    /** The ways to leaves of that answer. */
    List<Rule> rules(boolean answer) {
        return answer ? yes : no;
    }

    private record Split(Condition condition, double purity) {}

    private void grow(List<Integer> members, Rule way, int depth) {
        long positive = members.stream().filter(member -> answers[member]).count();
        Split best = new Split(new Condition(0, 0, true), purity(positive, members.size()) + 1e-9);
        boolean split = false;
        for (int unit = 0;
                depth > 0 && positive > 0 && positive < members.size() && unit < rows.get(0).length;
                unit++) {
            Split found = best(members, unit, positive, best);
            split |= found.purity() > best.purity();
            best = found;
        }
        if (!split) {
            (2 * positive > members.size() ? yes : no).add(way);
            return;
        }
        Condition condition = best.condition();
        List<Integer> on = members.stream()
                .filter(member -> condition.holds(rows.get(member)))
                .toList();
        List<Integer> off = members.stream()
                .filter(member -> !condition.holds(rows.get(member)))
                .toList();
        Condition opposite = new Condition(condition.unit(), condition.threshold(), false);
        grow(on, way.and(new Rule(List.of(condition))).orElse(way), depth - 1);
        grow(off, way.and(new Rule(List.of(opposite))).orElse(way), depth - 1);
    }

    private Split best(List<Integer> members, int unit, long positive, Split before) {
        List<Integer> sorted = new ArrayList<>(members);
        sorted.sort(Comparator.comparingDouble(member -> rows.get(member)[unit]));
        Split best = before;
        long below = 0;
        for (int i = 0; i + 1 < sorted.size(); i++) {
            below += answers[sorted.get(i)] ? 1 : 0;
            int count = i + 1;
            float here = rows.get(sorted.get(i))[unit];
            float next = rows.get(sorted.get(i + 1))[unit];
            if (here == next || count < LEAST || sorted.size() - count < LEAST) {
                continue;
            }
            double purity = purity(below, count) + purity(positive - below, sorted.size() - count);
            if (purity > best.purity()) {
                float middle = here + (next - here) / 2;
                best = new Split(new Condition(unit, middle < next ? middle : here, true), purity);
            }
        }
        return best;
    }

    /** The more, the fewer are on the wrong side. */
    private static double purity(long positive, int count) {
        long negative = count - positive;
        return count == 0 ? 0 : ((double) positive * positive + (double) negative * negative) / count;
    }
}
