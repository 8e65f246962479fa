package io.edgeopt.xai.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Questions of yes and no, each so chosen that the scores on either side differ least from their mean. */
final class RegressionTree {
    private static final int LEAST = 10;

    private final double mean;
    private final int count;
    private final int feature;
    private final double gain;
    private final List<RegressionTree> sides;

    private RegressionTree(double mean, int count, int feature, double gain, List<RegressionTree> sides) {
        this.mean = mean;
        this.count = count;
        this.feature = feature;
        this.gain = gain;
        this.sides = sides;
    }

    static RegressionTree of(List<boolean[]> rows, double[] values, int depth) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            all.add(i);
        }
        return grown(rows, values, all, depth);
    }

    private static RegressionTree grown(List<boolean[]> rows, double[] values, List<Integer> members, int depth) {
        double sum = 0;
        for (int member : members) {
            sum += values[member];
        }
        double mean = members.isEmpty() ? 0 : sum / members.size();
        int best = -1;
        double most = 1e-12;
        for (int feature = 0; depth > 0 && feature < rows.get(0).length; feature++) {
            double gain = gain(rows, values, members, feature, sum);
            if (gain > most) {
                most = gain;
                best = feature;
            }
        }
        if (best < 0) {
            return new RegressionTree(mean, members.size(), -1, 0, List.of());
        }
        List<Integer> yes = new ArrayList<>();
        List<Integer> no = new ArrayList<>();
        for (int member : members) {
            (rows.get(member)[best] ? yes : no).add(member);
        }
        return new RegressionTree(
                mean,
                members.size(),
                best,
                most,
                List.of(grown(rows, values, yes, depth - 1), grown(rows, values, no, depth - 1)));
    }

    /** How much smaller the squared distance to the mean becomes; nothing where a side would be too small. */
    private static double gain(List<boolean[]> rows, double[] values, List<Integer> members, int feature, double sum) {
        double yes = 0;
        int count = 0;
        for (int member : members) {
            if (rows.get(member)[feature]) {
                yes += values[member];
                count++;
            }
        }
        int others = members.size() - count;
        if (count < LEAST || others < LEAST) {
            return 0;
        }
        double no = sum - yes;
        return yes * yes / count + no * no / others - sum * sum / members.size();
    }

    double says(boolean[] row) {
        RegressionTree place = this;
        while (!place.sides.isEmpty()) {
            place = place.sides.get(row[place.feature] ? 0 : 1);
        }
        return place.mean;
    }

    /** Adds to each feature what asking for it gained, positive where its yes has the higher scores. */
    void addGains(double[] gains) {
        if (!sides.isEmpty()) {
            gains[feature] += sides.get(0).mean >= sides.get(1).mean ? gain : -gain;
            sides.forEach(side -> side.addGains(gains));
        }
    }

    /** The tree in lines, each question indented below that which leads to it. */
    List<String> lines(IntFunction<String> names) {
        List<String> lines = new ArrayList<>();
        print(lines, "", "", names);
        return lines;
    }

    private void print(List<String> lines, String indent, String answer, IntFunction<String> names) {
        String score = String.format(Locale.ROOT, "score %.3f (%d)", mean, count);
        if (sides.isEmpty()) {
            lines.add(indent + answer + score);
            return;
        }
        lines.add(indent + answer + names.apply(feature) + " shown?  " + score);
        sides.get(0).print(lines, indent + "  ", "yes: ", names);
        sides.get(1).print(lines, indent + "  ", "no:  ", names);
    }
}
