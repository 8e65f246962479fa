package io.edgeopt.models.blend;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.ModelCard;
import java.util.List;
import java.util.Optional;

/**
 * What came of blending.
 *
 * @param weights how many tensors are means now
 * @param norms layers whose statistics are means too: those of the blend itself would be others
 */
public record Blended(Model model, ModelCard card, List<Part> parts, int weights, int norms) {
    /** Below this, weights hardly began as the same. */
    private static final double RELATED = 0.5;

    public Blended {
        parts = List.copyOf(parts);
    }

    /**
     * What a model has in common with the blend.
     *
     * @param share of 1
     * @param likeness cosine between its weights and the first model's
     * @param distance how far the blend's answers to drawn inputs are from its own, relative to the largest;
     *     empty where they cannot be compared number by number
     */
    public record Part(String name, double share, double likeness, Optional<Double> distance) {
        /** Whether it can have learnt from the same beginning as the first: means of strangers answer nonsense. */
        public boolean isRelated() {
            return likeness >= RELATED;
        }
    }
}
