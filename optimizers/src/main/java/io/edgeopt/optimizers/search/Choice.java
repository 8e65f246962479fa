package io.edgeopt.optimizers.search;

import io.edgeopt.core.search.Budgets;
import io.edgeopt.core.search.Figures;
import io.edgeopt.core.search.Front;
import io.edgeopt.optimizers.search.Halving.Judged;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The models that are worth having.
 *
 * @param best no other being better in everything, nor the source; the fastest first
 * @param chosen the one to take under the budgets, or the nearest to them; nothing without budgets
 */
public record Choice(List<Judged> best, Optional<Judged> chosen) {
    public Choice {
        best = List.copyOf(best);
    }

    /** Of what was found; those beyond a budget only where all are. */
    public static Choice of(List<Judged> candidates, Figures source, Budgets budgets) {
        List<Judged> found =
                candidates.stream().filter(one -> one.figures().isPresent()).toList();
        List<Judged> cheap = found.stream()
                .filter(one -> budgets.costExcess(figures(one), source) == 0)
                .toList();
        Optional<Judged> chosen = budgets.areGiven() ? found.stream().min(order(budgets, source)) : Optional.empty();
        List<Figures> others = Stream.concat(
                        Stream.of(source),
                        (cheap.isEmpty() ? found : cheap).stream().map(Choice::figures))
                .toList();
        List<Figures> front = Front.of(others, Front::measures);
        List<Judged> best = new ArrayList<>();
        for (Judged one : cheap.isEmpty() ? found : cheap) {
            boolean first = best.stream().noneMatch(other -> figures(other).equals(figures(one)));
            if (first && front.contains(figures(one))) {
                best.add(one);
            }
        }
        chosen.filter(one -> !best.contains(one)).ifPresent(best::add);
        best.sort(Comparator.comparingDouble((Judged one) -> Front.measures(figures(one))[1])
                .thenComparing(one -> -figures(one).score()));
        return new Choice(best, chosen);
    }

    /** The nearest to the budgets; of those within, the fastest where the score has a budget, else the best. */
    private static Comparator<Judged> order(Budgets budgets, Figures source) {
        Comparator<Judged> nearest = Comparator.comparingDouble(one -> budgets.excess(figures(one), source));
        Comparator<Judged> fastest = Comparator.comparingDouble(one -> Front.measures(figures(one))[1]);
        Comparator<Judged> truest =
                Comparator.comparingDouble(one -> -figures(one).score());
        Comparator<Judged> smallest =
                Comparator.comparingLong(one -> figures(one).bytes());
        return budgets.drop().isPresent()
                ? nearest.thenComparing(fastest).thenComparing(truest).thenComparing(smallest)
                : nearest.thenComparing(truest).thenComparing(fastest).thenComparing(smallest);
    }

    private static Figures figures(Judged one) {
        return one.figures().orElseThrow();
    }
}
