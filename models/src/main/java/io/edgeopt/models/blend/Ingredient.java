package io.edgeopt.models.blend;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.ModelCard;

/**
 * One of the models that are blended.
 *
 * @param name what the user calls it
 * @param share how much it counts, beside the others' shares
 */
public record Ingredient(String name, Model model, ModelCard card, double share) {
    public Ingredient {
        if (!(share >= 0) || Double.isInfinite(share)) {
            throw new IllegalArgumentException("a share is %s, expected 0 or more".formatted(share));
        }
    }
}
