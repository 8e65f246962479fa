package io.edgeopt.optimizers.quantize;

import java.util.List;

/**
 * Whether a quantized model keeps to its budget.
 *
 * @param drop how far its score is below the float model's
 * @param reverted layers that were put back to float for it, the one that helped most first
 */
public record BudgetOutcome(
        String metric, double baseline, double score, double drop, double maxDrop, boolean met, List<String> reverted) {
    public BudgetOutcome {
        reverted = List.copyOf(reverted);
    }

    /** What became of a model that scored {@code score}. */
    public static BudgetOutcome of(Budget budget, double score, List<String> reverted) {
        return new BudgetOutcome(
                budget.metric(),
                budget.baseline(),
                score,
                budget.baseline() - score,
                budget.maxDrop(),
                budget.allows(score),
                reverted);
    }
}
