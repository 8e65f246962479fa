package io.edgeopt.core.task.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** All detections of one class over a set, best first, from which average precision under any weights follows. */
final class ClassRanking {
    private static final int RECALLS = 101;
    /** Each detection's image and exemptions, best score first. */
    private final int[] images;

    private final short[] ignored;
    /** True boxes of the class in each image. */
    private final int[] objects;
    /** By threshold, the places of detections that match or do not count: few, where misses are many. */
    private final int[][] told;

    private ClassRanking(int[] images, short[] matched, short[] ignored, int[] objects) {
        this.images = images;
        this.ignored = ignored;
        this.objects = objects;
        this.told = new int[CocoMatching.THRESHOLDS][];
        for (int t = 0; t < told.length; t++) {
            int threshold = t;
            told[t] = IntStream.range(0, images.length)
                    .filter(i -> ((matched[i] | ignored[i]) >> threshold & 1) == 1)
                    .toArray();
        }
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

    /** How much the detections count up to each, itself among them, where image {@code i} counts {@code weights[i]} times. */
    int[] counted(int[] weights) {
        int[] counted = new int[images.length];
        int sum = 0;
        for (int i = 0; i < images.length; i++) {
            sum += weights[images[i]];
            counted[i] = sum;
        }
        return counted;
    }

    /**
     * Average precision and the recall reached, at one overlap, under weights by which detections were {@code counted}.
     *
     * <p>An image that counts twice brings its detections twice, side by side in the ranking. Precision only matters
     * after its last copy: the envelope lifts the copies before it to that.
     */
    double[] precisionAndRecall(int threshold, int[] weights, int[] counted) {
        double all = objects(weights);
        if (all == 0) {
            return new double[] {Double.NaN, Double.NaN};
        }
        int[] places = told[threshold];
        double[] recalls = new double[places.length];
        double[] precisions = new double[places.length];
        int points = 0;
        long hits = 0;
        long left = 0;
        for (int place : places) {
            int weight = weights[images[place]];
            if ((ignored[place] >> threshold & 1) == 1) {
                left += weight;
            } else if (weight > 0) {
                hits += weight;
                recalls[points] = hits / all;
                precisions[points] = (double) hits / (counted[place] - left);
                points++;
            }
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
