package io.edgeopt.datasets.inspect;

import java.util.List;
import java.util.Optional;

/**
 * A data set, counted.
 *
 * @param form the form it was found in, and by what it was known
 * @param splits its parts, train first; empty where it came without
 * @param classes its classes (or persons, or kinds of pairs) with what each part has of them
 * @param width widths of the pictures
 * @param boxes boxes a picture
 * @param empty pictures in which nothing is
 * @param groups how many groups, where it was asked for
 * @param decoded whether every picture was decoded, or only its header read
 * @param broken what is wrong, one sentence each
 */
public record Inspection(
        String data,
        String form,
        int samples,
        String digest,
        List<Part> splits,
        List<ClassCount> classes,
        Optional<Spread> width,
        Optional<Spread> height,
        Optional<Spread> boxes,
        int empty,
        Optional<Integer> groups,
        List<String> examples,
        boolean decoded,
        List<String> broken) {

    /** A part of a split. */
    public record Part(String name, int samples) {}

    /** How many samples (and boxes) a class has, in all and in each part. */
    public record ClassCount(String name, int samples, int boxes, List<Integer> bySplit) {}
}
