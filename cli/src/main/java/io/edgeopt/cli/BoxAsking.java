package io.edgeopt.cli;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.explain.Question;
import io.edgeopt.core.explain.Respondent;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.task.Detection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks about the surest box, the surest of a class, or one at a given place. */
final class BoxAsking implements Asking {
    private final Optional<Integer> label;
    private final Optional<Box> corners;
    private final int place;

    BoxAsking(Subject subject, AskOptions options) {
        this.label = options.targetClass.map(subject::classNamed);
        this.corners = options.corners();
        this.place = options.place();
    }

    @Override
    public Optional<Question> about(Pictured picture, Respondent model) {
        Respondent.Heard heard = model.hear(picture.input());
        if (corners.isPresent()) {
            Box box = picture.placement().toInput(corners.get());
            return label.isPresent() ? Optional.of(new Question.OfBox(box, label.get())) : model.at(heard, box);
        }
        List<Detection> sure = Respondent.sure(heard.said()).stream()
                .filter(one -> label.isEmpty() || label.get() == one.label())
                .toList();
        if (place < sure.size()) {
            return Optional.of(model.about(heard, sure.get(place)));
        }
        // Who names a class may well ask why it is not seen.
        return place == 0 ? label.flatMap(known -> model.surest(heard, known)) : Optional.empty();
    }

    @Override
    public String nothing() {
        return String.format(
                Locale.ROOT,
                "%s of %.1f and more; give --target-class, or --box LEFT,TOP,RIGHT,BOTTOM",
                place == 0 ? "no box" : "no such box",
                Respondent.SURE);
    }
}
