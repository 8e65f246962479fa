package io.edgeopt.core.task.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All detections of one class over a set, best first, from which average precision under any weights follows. */
final class ClassRanking {
    private static final int RECALLS = 101;
    /** Each detection's image, matches and exemptions, best score first. */
    private final int[] images;

    private final short[] matched;
    private final short[] ignored;
    /** True boxes of the class in each image. */
    private final int[] objects;

    private ClassRanking(int[] images, short[] matched, short[] ignored, int[] objects) {
        this.images = images;
        this.matched = matched;
        this.ignored = ignored;
        this.objects = objects;
    }

    /** From one matching an image; equal scores keep the images' order. */
    static ClassRanking of(List<CocoMatching> byImage) {
        List<int[]> places = new ArrayList<>();
        int[] objects = new int[byImage.size()];
        for (int image = 0; image < objects.length; image++) {
            CocoMatching matching = byImage.get(image);
            objects[image] = matching.objects();
            for (int d = 0; d < matching.detections(); d++) {
                places.add(new int[] {image, d});
            }
        }
        float[] scores = new float[places.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = byImage.get(places.get(i)[0]).score(places.get(i)[1]);
        }
        int[] order = CocoMatching.byScore(scores);
        int[] images = new int[scores.length];
        short[] matched = new short[scores.length];
        short[] ignored = new short[scores.length];
        for (int i = 0; i < order.length; i++) {
            int[] place = places.get(order[i]);
            images[i] = place[0];
            CocoMatching matching = byImage.get(place[0]);
            matched[i] = matching.matchedBits(place[1]);
            ignored[i] = matching.ignoredBits(place[1]);
        }
        return new ClassRanking(images, matched, ignored, objects);
    }

    int imagesWithObjects() {
        return (int) Arrays.stream(objects).filter(count -> count > 0).count();
    }

    long objects(int[] weights) {
        long sum = 0;
        for (int image = 0; image < objects.length; image++) {
            sum += (long) objects[image] * weights[image];
        }
        return sum;
    }

    /**
     * Average precision and the recall reached, at one overlap, where image {@code i} counts {@code weights[i]} times.
     *
     * <p>An image that counts twice brings its detections twice, side by side in the ranking. Precision only matters
     * after its last copy: the envelope lifts the copies before it to that.
     */
    double[] precisionAndRecall(int threshold, int[] weights) {
        double all = objects(weights);
        if (all == 0) {
            return new double[] {Double.NaN, Double.NaN};
        }
        double[] recalls = new double[images.length];
        double[] precisions = new double[images.length];
        int points = 0;
        long hits = 0;
        long misses = 0;
        for (int i = 0; i < images.length; i++) {
            int weight = weights[images[i]];
            if (weight == 0 || (ignored[i] >> threshold & 1) == 1) {
                continue;
            }
            if ((matched[i] >> threshold & 1) == 0) {
                misses += weight;
                continue;
            }
            hits += weight;
            recalls[points] = hits / all;
            precisions[points] = (double) hits / (hits + misses);
            points++;
        }
        for (int i = points - 2; i >= 0; i--) {
            precisions[i] = Math.max(precisions[i], precisions[i + 1]);
        }
        return new double[] {averageOverRecalls(recalls, precisions, points), points == 0 ? 0 : recalls[points - 1]};
    }

    private static double averageOverRecalls(double[] recalls, double[] precisions, int points) {
        double sum = 0;
        for (int r = 0; r < RECALLS; r++) {
            double recall = r == RECALLS - 1 ? 1 : r * 0.01;
            int place = Arrays.binarySearch(recalls, 0, points, recall);
            int first = place < 0 ? -place - 1 : place;
            sum += first < points ? precisions[first] : 0;
        }
        return sum / RECALLS;
    }
}
