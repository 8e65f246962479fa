package io.edgeopt.optimizers.tune;

import io.edgeopt.autograd.loss.Loss;
import io.edgeopt.autograd.loss.Weighted;
import io.edgeopt.autograd.recipe.AdaptedTeacher;
import io.edgeopt.autograd.recipe.TaskLoss;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.runtime.Backend;
import java.util.Optional;

/**
 * What is made small while a model learns: how far it is from the truth, and from its teacher where it has one.
 *
 * @param teacher made to take the student's input
 */
record Teaching(Loss loss, Optional<Model> teacher) {
    static Teaching of(
            Architecture student, Optional<Architecture> teacher, TuneSettings settings, int people, Backend backend) {
        TaskLoss losses = new TaskLoss(student, people, settings.seed());
        if (teacher.isEmpty()) {
            return new Teaching(losses.truth(), Optional.empty());
        }
        Lesson lesson = settings.lesson();
        Model wise = AdaptedTeacher.of(teacher.get(), student);
        Optional<Weighted> loss = Optional.empty();
        double share = lesson.shareFor(student.card().task());
        if (share > 0) {
            loss = Optional.of(Weighted.of(share, losses.answers(lesson.temperature(), wise)));
        }
        if (share < 1) {
            double rest = 1 - share;
            loss = Optional.of(loss.map(answers -> answers.and(rest, losses.truth()))
                    .orElseGet(() -> Weighted.of(rest, losses.truth())));
        }
        Weighted sum = loss.orElseThrow();
        return new Teaching(
                lesson.weight() > 0 ? Between.added(sum, lesson, student, wise, settings.seed(), backend) : sum,
                Optional.of(wise));
    }
}
