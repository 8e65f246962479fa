package io.edgeopt.core.explain;

/**
 * What a model says to a question about one input.
 *
 * @param answer what it answers of its own, in words
 * @param asked what it was asked about, in words
 * @param score that of what it was asked about
 * @param verdict what it makes of the question, as a number to compare with another model's: the class that it answers, or
 *     1 where it finds the box or knows the face, and 0 where not
 * @param target the number that is to be explained
 * @param smooth the same for methods that follow slopes
 */
public record Reply(String answer, String asked, double score, int verdict, Target target, Target smooth) {
    /** The number that a method explains. */
    public Target targetFor(Method method) {
        return method.needsGradients() ? smooth : target;
    }
}
