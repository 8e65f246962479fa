package io.edgeopt.optimizers.tune;

import io.edgeopt.core.InvalidPlanException;

/**
 * What is learnt from a teacher, where there is one.
 *
 * @param kind what of the teacher is imitated
 * @param temperature by which the scores of student and teacher are divided before they are compared
 * @param share of the loss that is the teacher's answers, 0 to 1; the truth has the rest
 * @param weight of what lies between: features, attention or relations, beside the answers
 */
public record Lesson(Kind kind, double temperature, double share, double weight) {
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

    /** Answers alone, seven tenths of the loss. */
    public static final Lesson SOFT = new Lesson(Kind.SOFT, 4, 0.7, 0);

    public Lesson {
        if (!(temperature > 0)) {
            throw new InvalidPlanException("a teacher's temperature is %s, expected above 0".formatted(temperature));
        }
        if (!(share >= 0 && share <= 1)) {
            throw new InvalidPlanException("a teacher's share is %s, expected from 0 to 1".formatted(share));
        }
        if (!(weight >= 0)) {
            throw new InvalidPlanException("a teacher's weight is %s, expected 0 or more".formatted(weight));
        }
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
