package io.edgeopt.optimizers.search;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.search.SearchResult.Lengths;
import java.util.ArrayList;
import java.util.List;

/**
 * How long candidates learn.
 *
 * @param steps of those that come to the end
 * @param rungs in how many stages; after each but the last some trainings are stopped
 * @param effort how much is trained at most, as a share of training all candidates to the end
 */
public record SearchSettings(int steps, int rungs, double effort) {
    public static final SearchSettings USUAL = new SearchSettings(270, 4, 0.3);

    /** How many times as long a stage makes a training. */
    private static final int GROWTH = 3;

    /** Shares of trainings that go on are tried in so many steps. */
    private static final int FINENESS = 1000;

    private static final double ROUNDING = 1e-9;

    public SearchSettings {
        check(rungs >= 1 && rungs <= 10, "--rungs", rungs, "1 to 10");
        check(effort > 0 && effort <= 1, "--effort", effort, "more than 0 and at most 1");
        check(steps >= rungs, "--steps", steps, "at least one step a rung");
    }

    private static void check(boolean holds, String option, Number found, String expected) {
        if (!holds) {
            throw new InvalidPlanException("%s cannot be %s; give %s".formatted(option, found, expected));
        }
    }

    /** Of so many trainings: after each rung the same share goes on, as large a one as the effort allows. */
    public Lengths lengths(int trainings) {
        List<Integer> lengths = new ArrayList<>();
        for (int rung = 0; rung < rungs; rung++) {
            double share = Math.pow(GROWTH, rung + 1 - rungs);
            lengths.add(Math.max(rung + 1, (int) Math.round(steps * share)));
        }
        List<Integer> counts = List.of();
        for (int i = FINENESS; i > 0; i--) {
            counts = counts(trainings, (double) i / FINENESS);
            if (cost(lengths, counts) <= effort * trainings * steps + ROUNDING) {
                break;
            }
        }
        return new Lengths(lengths, counts);
    }

    private List<Integer> counts(int trainings, double share) {
        List<Integer> counts = new ArrayList<>();
        for (int rung = 0; rung < rungs; rung++) {
            counts.add(Math.max(1, (int) Math.ceil(trainings * Math.pow(share, rung) - ROUNDING)));
        }
        return counts;
    }

    private static long cost(List<Integer> lengths, List<Integer> counts) {
        long cost = 0;
        for (int rung = 0; rung < lengths.size(); rung++) {
            cost += (long) counts.get(rung) * (lengths.get(rung) - (rung == 0 ? 0 : lengths.get(rung - 1)));
        }
        return cost;
    }
}
