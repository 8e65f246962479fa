package io.edgeopt.core.search;

import io.edgeopt.core.InvalidPlanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a model may cost beside its source, and how much of its score it may lose.
 *
 * @param latency largest share of the source's time
 * @param size largest share of its bytes
 * @param macs largest share of its multiply-accumulates
 * @param drop how far the score may fall
 */
public record Budgets(OptionalDouble latency, OptionalDouble size, OptionalDouble macs, OptionalDouble drop) {
    public static final Budgets NONE =
            new Budgets(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    public Budgets {
        check("--max-latency", latency);
        check("--max-size", size);
        check("--max-macs", macs);
        if (drop.isPresent() && !(drop.getAsDouble() >= 0)) {
            throw new InvalidPlanException("--max-drop cannot be %s; give 0 or more".formatted(drop.getAsDouble()));
        }
    }

    private static void check(String option, OptionalDouble share) {
        if (share.isPresent() && !(share.getAsDouble() > 0)) {
            throw new InvalidPlanException("%s cannot be %s; give more than 0".formatted(option, share.getAsDouble()));
        }
    }

    public boolean areGiven() {
        return latency.isPresent() || size.isPresent() || macs.isPresent() || drop.isPresent();
    }

    /** How far the costs are beyond what they may be, each as a share of that, together; 0 where all are kept. */
    public double costExcess(Figures found, Figures source) {
        double excess = over(found.latency(), latency);
        excess += over(OptionalDouble.of((double) found.bytes() / source.bytes()), size);
        return excess + over(share(found.macs(), source.macs()), macs);
    }

    /** The same with the loss of the score, as a share of the source's. */
    public double excess(Figures found, Figures source) {
        double lost = source.score() - found.score() - drop.orElse(Double.POSITIVE_INFINITY);
        return costExcess(found, source) + Math.max(0, lost) / Math.max(Math.abs(source.score()), 1e-9);
    }

    private static double over(OptionalDouble found, OptionalDouble budget) {
        return found.isEmpty() || budget.isEmpty() ? 0 : Math.max(0, found.getAsDouble() / budget.getAsDouble() - 1);
    }

    private static OptionalDouble share(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }

    /** Each cost that is beyond its budget, in words. */
    public List<String> missedCosts(Figures found, Figures source) {
        List<String> missed = new ArrayList<>();
        say(missed, "latency", found.latency(), latency);
        say(missed, "size", OptionalDouble.of((double) found.bytes() / source.bytes()), size);
        say(missed, "MACs", share(found.macs(), source.macs()), macs);
        return missed;
    }

    private static void say(List<String> missed, String what, OptionalDouble found, OptionalDouble budget) {
        if (over(found, budget) > 0) {
            missed.add(String.format(
                    Locale.ROOT,
                    "%s is %.3f of the source's, %.3f was asked",
                    what,
                    found.orElse(0),
                    budget.orElse(0)));
        }
    }

    /** Whatever is beyond its budget, in words. */
    public List<String> missed(Figures found, Figures source) {
        List<String> missed = new ArrayList<>(missedCosts(found, source));
        double lost = source.score() - found.score();
        if (drop.isPresent() && lost > drop.getAsDouble()) {
            missed.add(
                    String.format(Locale.ROOT, "the score is %.4f lower, %.4f was allowed", lost, drop.getAsDouble()));
        }
        return missed;
    }
}
