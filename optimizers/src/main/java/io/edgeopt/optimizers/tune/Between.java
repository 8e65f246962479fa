package io.edgeopt.optimizers.tune;

import io.edgeopt.autograd.loss.AttentionTransfer;
import io.edgeopt.autograd.loss.FeatureHint;
import io.edgeopt.autograd.loss.Loss;
import io.edgeopt.autograd.loss.Relational;
import io.edgeopt.autograd.loss.Weighted;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.task.Task;
import io.edgeopt.optimizers.tune.FeatureMaps.FeatureMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The part of a lesson that is about what lies between a network's input and its answers. */
final class Between {
    /** Deep maps say more of what is seen than early ones. */
    private static final int SCALES = 3;

    private Between() {}

    /** {@code answers} and, by the lesson's weight, what lies between. */
    static Weighted added(
            Weighted answers, Lesson lesson, Architecture student, Model teacher, long seed, Backend backend) {
        List<Loss> losses = lesson.kind() == Lesson.Kind.RELATIONAL
                ? List.of(relations(student, teacher))
                : maps(lesson, student.model(), teacher, seed, backend);
        Weighted sum = answers;
        for (Loss loss : losses) {
            sum = sum.and(lesson.weight() / losses.size(), loss);
        }
        return sum;
    }

    private static Loss relations(Architecture student, Model teacher) {
        Task task = student.card().task();
        if (task == Task.DETECTION) {
            throw new InvalidPlanException(
                    "relations between items are for models that give one answer a picture; let a detector learn soft,"
                            + " feature or attention");
        }
        String said = student.model().graph().outputs().get(0).name();
        String taught = teacher.graph().outputs().get(0).name();
        return task == Task.EMBEDDING
                ? Relational.of(said, taught)
                : Relational.of(FeatureMaps.embedding(student.model(), said), FeatureMaps.embedding(teacher, taught));
    }

    private static List<Loss> maps(Lesson lesson, Model student, Model teacher, long seed, Backend backend) {
        List<FeatureMap> own = FeatureMaps.of(student, backend);
        List<FeatureMap> wise = FeatureMaps.of(teacher, backend);
        if (own.isEmpty() || wise.isEmpty()) {
            throw new InvalidPlanException("%s has no map of features to compare; use a lesson of answers alone"
                    .formatted(own.isEmpty() ? "the student" : "the teacher"));
        }
        List<Loss> losses = new ArrayList<>();
        for (FeatureMap map : own.subList(Math.max(0, own.size() - SCALES), own.size())) {
            FeatureMap like = wise.stream()
                    .min(Comparator.comparingDouble(other -> Math.abs(Math.log(other.scale() / map.scale()))))
                    .orElseThrow();
            losses.add(
                    lesson.kind() == Lesson.Kind.ATTENTION
                            ? AttentionTransfer.of(map.tensor(), like.tensor())
                            : FeatureHint.of(map.tensor(), map.channels(), like.tensor(), like.channels(), seed));
        }
        return losses;
    }
}
