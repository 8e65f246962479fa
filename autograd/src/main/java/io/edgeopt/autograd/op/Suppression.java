package io.edgeopt.autograd.op;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code NonMaxSuppression}: of boxes that overlap, the one with the best score. What it gives are places, so gradients
 * end here; those of what is gathered at the places do not.
 */
final class Suppression {
    private final float[] boxes;
    private final float[] scores;
    private final int count;
    private final int classes;
    private final long most;
    private final float overlap;
    private final double least;
    private final boolean centred;

    private Suppression(Call call) {
        count = (int) call.shape(0).get(1);
        classes = (int) call.shape(1).get(1);
        most = call.longs(2).map(given -> given[0]).orElse(0L);
        overlap = call.number("", 3).orElse(0.0).floatValue();
        least = call.number("", 4).orElse(Double.NEGATIVE_INFINITY);
        centred = call.node().integer("center_point_box", 0) == 1;
        boxes = call.in(0).stopGradient().toFloatArray();
        scores = call.in(1).stopGradient().toFloatArray();
    }

    static NDArray run(Call call) {
        Suppression suppression = new Suppression(call);
        List<long[]> kept = new ArrayList<>();
        for (int item = 0; item < call.shape(0).get(0); item++) {
            for (int type = 0; type < suppression.classes; type++) {
                for (int box : suppression.kept(item, type)) {
                    kept.add(new long[] {item, type, box});
                }
            }
        }
        long[] places = kept.stream().flatMapToLong(Arrays::stream).toArray();
        return call.manager().create(places, new Shape(kept.size(), 3));
    }

    private List<Integer> kept(int item, int type) {
        int first = (item * classes + type) * count;
        // Equal scores stay in the order of their boxes, as in ONNX Runtime.
        List<Integer> candidates = IntStream.range(0, count)
                .filter(box -> scores[first + box] > least)
                .boxed()
                .sorted(Comparator.comparingDouble(box -> -scores[first + box]))
                .toList();
        List<Integer> kept = new ArrayList<>();
        for (int box : candidates) {
            if (kept.size() >= most) {
                break;
            }
            if (kept.stream().noneMatch(better -> overlaps(item, box, better))) {
                kept.add(box);
            }
        }
        return kept;
    }

    private boolean overlaps(int item, int one, int other) {
        float area = area(item, one);
        float otherArea = area(item, other);
        float common = common(item, one, other, 0) * common(item, one, other, 1);
        float union = area + otherArea - common;
        return common > 0 && area > 0 && otherArea > 0 && union > 0 && common / union > overlap;
    }

    private float area(int item, int box) {
        return (high(item, box, 0) - low(item, box, 0)) * (high(item, box, 1) - low(item, box, 1));
    }

    private float common(int item, int one, int other, int axis) {
        float from = Math.max(low(item, one, axis), low(item, other, axis));
        float to = Math.min(high(item, one, axis), high(item, other, axis));
        return Math.max(0, to - from);
    }

    /** Corners may be given in any order. */
    private float low(int item, int box, int axis) {
        int at = (item * count + box) * 4 + axis;
        return centred ? boxes[at] - boxes[at + 2] / 2 : Math.min(boxes[at], boxes[at + 2]);
    }

    private float high(int item, int box, int axis) {
        int at = (item * count + box) * 4 + axis;
        return centred ? boxes[at] + boxes[at + 2] / 2 : Math.max(boxes[at], boxes[at + 2]);
    }
}
