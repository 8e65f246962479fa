package io.edgeopt.core.face;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.task.Prediction.Embedding;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * From which similarity on somebody is let in, chosen so that strangers seldom are. Compared is as a {@link Gallery}
 * compares: each picture with the most alike of a person's other pictures, its own person's and every other's.
 *
 * @param threshold the least similarity that counts
 * @param far share of comparisons with another person that reach it
 * @param tar share of comparisons with the own person that reach it
 * @param own comparisons with the own person
 * @param other comparisons with another person
 */
public record DoorThreshold(double threshold, double far, double tar, int own, int other) {
    /**
     * Chosen on pictures of people.
     *
     * @param names who is on each picture
     * @param most the share of comparisons with another person that may reach the threshold
     */
    public static DoorThreshold of(List<String> names, List<Embedding> pictures, double most) {
        if (!(most > 0 && most < 1)) {
            throw new InvalidPlanException("--far cannot be %s; give a share such as 0.01".formatted(most));
        }
        Map<String, int[]> byName = new LinkedHashMap<>();
        names.stream()
                .distinct()
                .forEach(name -> byName.put(
                        name,
                        IntStream.range(0, names.size())
                                .filter(i -> names.get(i).equals(name))
                                .toArray()));
        double[] own = IntStream.range(0, names.size())
                .mapToDouble(i -> nearest(i, places(byName, names.get(i)), pictures))
                .filter(similarity -> !Double.isNaN(similarity))
                .toArray();
        double[] other = IntStream.range(0, names.size())
                .boxed()
                .flatMapToDouble(i -> byName.entrySet().stream()
                        .filter(person -> !person.getKey().equals(names.get(i)))
                        .mapToDouble(person -> nearest(i, person.getValue(), pictures)))
                .sorted()
                .toArray();
        if (own.length == 0 || other.length * most < 1) {
            throw new InvalidDataException(String.format(
                    Locale.ROOT,
                    "a threshold at FAR %s needs %.0f comparisons with other persons and persons with two pictures; there are %d and %d; give more persons",
                    most,
                    Math.ceil(1 / most),
                    other.length,
                    own.length));
        }
        double refused = other[other.length - 1 - (int) (other.length * most)];
        // Half way to whatever comes next, so that neither side stands on the edge.
        double next = DoubleStream.concat(Arrays.stream(own), Arrays.stream(other))
                .filter(similarity -> similarity > refused)
                .min()
                .orElse(1);
        double threshold = (refused + next) / 2;
        return new DoorThreshold(threshold, share(other, threshold), share(own, threshold), own.length, other.length);
    }

    private static int[] places(Map<String, int[]> byName, String name) {
        int[] places = byName.get(name);
        return places == null ? new int[0] : places;
    }

    /** The most alike of the pictures at these places, but not itself; NaN where there is no other. */
    private static double nearest(int picture, int[] places, List<Embedding> pictures) {
        return Arrays.stream(places)
                .filter(place -> place != picture)
                .mapToDouble(place -> pictures.get(picture).similarity(pictures.get(place)))
                .max()
                .orElse(Double.NaN);
    }

    private static double share(double[] similarities, double threshold) {
        return (double) Arrays.stream(similarities)
                        .filter(one -> one >= threshold)
                        .count()
                / similarities.length;
    }
}
