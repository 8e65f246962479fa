package io.edgeopt.optimizers.tune;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.task.Task;
import java.util.OptionalDouble;

/**
 * What is learnt from a teacher, where there is one.
 *
 * @param kind what of the teacher is imitated
 * @param temperature by which the scores of student and teacher are divided before they are compared
 * @param share of the loss that is the teacher's answers, 0 to 1; the truth has the rest. Empty for what suits the task
 * @param weight of what lies between: features, attention or relations, beside the answers
 */
public record Lesson(Kind kind, double temperature, OptionalDouble share, double weight) {
    private static final double USUAL_SHARE = 0.7;

    /** What of a teacher is imitated. Answers always are; the others add what lies before them. */
    public enum Kind {
        /** Its answers: softened classes, embeddings, or the cells of a detector. */
        SOFT,
        /** Its maps, where student and teacher see a picture at the same scale; a 1 x 1 convolution translates. */
        FEATURE,
        /** Where in the picture its maps are large. */
        ATTENTION,
        /** How far the items of a batch lie from one another. */
        RELATIONAL
    }

    /** Answers alone, as much of the loss as suits the task. */
    public static final Lesson SOFT = new Lesson(Kind.SOFT, 4, OptionalDouble.empty(), 0);

    public Lesson {
        if (!(temperature > 0)) {
            throw new InvalidPlanException("a teacher's temperature is %s, expected above 0".formatted(temperature));
        }
        if (share.isPresent() && !(share.getAsDouble() >= 0 && share.getAsDouble() <= 1)) {
            throw new InvalidPlanException(
                    "a teacher's share is %s, expected from 0 to 1".formatted(share.getAsDouble()));
        }
        if (!(weight >= 0)) {
            throw new InvalidPlanException("a teacher's weight is %s, expected 0 or more".formatted(weight));
        }
    }

    /** A lesson in which the teacher's answers are that share of the loss. */
    public Lesson(Kind kind, double temperature, double share, double weight) {
        this(kind, temperature, OptionalDouble.of(share), weight);
    }

    /**
     * The share that was asked for, or that suits the task: seven tenths, but all of it for embeddings. There, the truth is
     * told by a classifier of the people in the data that begins with chance, and until it knows them it spoils what the
     * network knew of everybody else.
     */
    public double shareFor(Task task) {
        return share.orElse(task == Task.EMBEDDING ? 1 : USUAL_SHARE);
    }

    /** A lesson of that kind, as papers weigh them: maps about as much as answers, attention a thousand times. */
    public static Lesson of(Kind kind) {
        return switch (kind) {
            case SOFT -> SOFT;
            case FEATURE -> new Lesson(kind, SOFT.temperature(), SOFT.share(), 1);
            case ATTENTION -> new Lesson(kind, SOFT.temperature(), SOFT.share(), 1000);
            case RELATIONAL -> new Lesson(kind, SOFT.temperature(), SOFT.share(), 20);
        };
    }
}
