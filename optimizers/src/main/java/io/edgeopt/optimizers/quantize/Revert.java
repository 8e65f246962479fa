package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.run.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Puts layers back to float until a model keeps to its budget: those first whose integers cost most. How many are needed
 * is found by doubling and then halving, so that the data are scored a few times and not once a layer.
 */
final class Revert {
    static final String REASON = "put back to float: its integers cost too much accuracy";

    private final Workshop workshop;
    private final Candidate start;
    private final Fidelity fidelity;
    private final Progress progress;

    Revert(Workshop workshop, Candidate start, Fidelity fidelity, Progress progress) {
        this.workshop = workshop;
        this.start = start;
        this.fidelity = fidelity;
        this.progress = progress;
    }

    /** What each layer costs, the dearest first. */
    List<Sensitivity> ranking() {
        List<Sensitivity> ranking = new ArrayList<>();
        List<Node> layers = List.copyOf(start.plan().placement().layers());
        progress.begin("rank layers", layers.size());
        try {
            for (Node layer : layers) {
                double gain = layers.size() == 1
                        ? 0
                        : without(List.of(layer.label())).result().mean()
                                - start.result().mean();
                ranking.add(new Sensitivity(layer.label(), gain));
                progress.advance(1);
            }
        } finally {
            progress.end();
        }
        ranking.sort(Comparator.comparingDouble(Sensitivity::gain).reversed());
        return ranking;
    }

    /** A candidate and how it scored. */
    record Scored(Candidate candidate, BudgetOutcome outcome) {}

    /** The model with fewest layers in float that keeps to the budget; where none does, the best of those tried. */
    Scored within(Budget budget, List<Sensitivity> ranking) {
        List<String> order = ranking.stream().map(Sensitivity::layer).toList();
        Scored best = scored(budget, order, 0);
        // One layer at least stays in integers.
        int most = order.size() - 1;
        int tooFew = 0;
        int enough = 1;
        while (!best.outcome().met() && tooFew < most) {
            Scored tried = scored(budget, order, enough);
            best = tried.outcome().score() > best.outcome().score() ? tried : best;
            if (!tried.outcome().met()) {
                tooFew = enough;
                enough = Math.min(2 * enough, most);
            }
        }
        while (best.outcome().met() && enough - tooFew > 1) {
            int middle = (tooFew + enough) / 2;
            Scored tried = scored(budget, order, middle);
            if (tried.outcome().met()) {
                best = tried;
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return best;
    }

    private Scored scored(Budget budget, List<String> order, int count) {
        List<String> reverted = order.subList(0, count);
        Candidate candidate = count == 0 ? start : without(reverted);
        double score = budget.score().applyAsDouble(candidate.model());
        return new Scored(candidate, BudgetOutcome.of(budget, score, reverted));
    }

    private Candidate without(List<String> layers) {
        Map<String, String> kept = start.plan().placement().keptFloat();
        layers.forEach(layer -> kept.put(layer, REASON));
        return workshop.candidate(start.calibrator(), kept, start.plan(), fidelity);
    }
}
