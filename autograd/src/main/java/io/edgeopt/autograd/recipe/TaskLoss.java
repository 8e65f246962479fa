package io.edgeopt.autograd.recipe;

import io.edgeopt.autograd.loss.CrossEntropy;
import io.edgeopt.autograd.loss.Loss;
import io.edgeopt.autograd.recipe.TrainingRecipe.Teaching;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.task.head.Head;
import java.util.Optional;

/** The loss that suits what a network is for and what its head says. */
final class TaskLoss {
    private TaskLoss() {}

    static Loss of(ModelCard card, Model model, Optional<Teaching> teaching, int people) {
        String first = model.graph().outputs().get(0).name();
        if (card.head() instanceof Head.Classification classes) {
            return CrossEntropy.of(classes.output().orElse(first));
        }
        throw new UnsupportedModelException("a network with a head of kind %s cannot be trained yet"
                .formatted(card.head().getClass().getSimpleName()));
    }
}
