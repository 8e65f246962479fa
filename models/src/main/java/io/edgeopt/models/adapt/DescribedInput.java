package io.edgeopt.models.adapt;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.ValueInfo;

/** The input of a model that its card describes. */
final class DescribedInput {
    private DescribedInput() {}

    static ValueInfo of(Model model, String input) {
        return model.graph().inputs().stream()
                .filter(one -> one.name().equals(input))
                .findFirst()
                .orElseThrow(() -> new InvalidPlanException("the card describes an input '%s'; the model takes %s"
                        .formatted(input, model.graph().inputs())));
    }
}
