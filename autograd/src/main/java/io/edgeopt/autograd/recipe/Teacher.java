package io.edgeopt.autograd.recipe;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ModelCard;
import java.util.Optional;

/**
 * A model whose answers are learnt.
 *
 * @param card what it takes and answers; without it, it is taken to be as its student is
 */
public record Teacher(Model model, Optional<ModelCard> card) {
    /** The teacher for batches that are prepared as {@code student} takes them, its answers in the student's order. */
    Model taughtAs(Architecture student) {
        return card.map(own -> AdaptedTeacher.of(new Architecture(model, own), student))
                .orElse(model);
    }
}
