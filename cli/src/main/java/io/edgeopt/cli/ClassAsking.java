package io.edgeopt.cli;

import io.edgeopt.core.explain.Question;
import io.edgeopt.core.explain.Respondent;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.task.Prediction;
import java.util.Optional;

/** Asks about one class, or about what the model answers. */
final class ClassAsking implements Asking {
    private final Optional<Integer> fixed;

    ClassAsking(Subject subject, Optional<String> named) {
        this.fixed = named.map(subject::classNamed);
    }

    @Override
    public Optional<Question> about(Pictured picture, Respondent model) {
        if (fixed.isPresent()) {
            return Optional.of(new Question.OfClass(fixed.get()));
        }
        return Optional.of(model.hear(picture.input()).said())
                .filter(Prediction.ClassScores.class::isInstance)
                .map(said -> new Question.OfClass(((Prediction.ClassScores) said).best()));
    }

    @Override
    public String nothing() {
        return "the model answers with no class";
    }
}
