package io.edgeopt.core.task.metric;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.task.Detection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which detections of one class in one image hit which true boxes, at each of COCO's ten overlaps: best score first,
 * each taking the free box that it overlaps most. Detections that fall on crowds are neither right nor wrong.
 */
final class CocoMatching {
    static final int THRESHOLDS = 10;
    private static final int MAX_DETECTIONS = 100;

    private final float[] scores;
    private final short[] matched;
    private final short[] ignored;
    private final int objects;

    private CocoMatching(float[] scores, short[] matched, short[] ignored, int objects) {
        this.scores = scores;
        this.matched = matched;
        this.ignored = ignored;
        this.objects = objects;
    }

    /** All boxes and detections are of one class; boxes whose area is not in {@code range} are as crowds are. */
    static CocoMatching of(List<LabelledBox> boxes, List<Detection> detections, AreaRange range) {
        List<Detection> best = new ArrayList<>(detections);
        best.sort(Comparator.comparingDouble(detection -> -detection.score()));
        best = best.subList(0, Math.min(MAX_DETECTIONS, best.size()));
        List<LabelledBox> truth = new ArrayList<>(boxes);
        truth.sort(Comparator.comparing(box -> ignores(box, range)));
        boolean[] ignore = new boolean[truth.size()];
        int objects = 0;
        for (int g = 0; g < ignore.length; g++) {
            ignore[g] = ignores(truth.get(g), range);
            objects += ignore[g] ? 0 : 1;
        }
        float[] scores = new float[best.size()];
        double[][] overlaps = new double[best.size()][truth.size()];
        for (int d = 0; d < scores.length; d++) {
            scores[d] = best.get(d).score();
            for (int g = 0; g < ignore.length; g++) {
                overlaps[d][g] = overlap(best.get(d).box(), truth.get(g));
            }
        }
        short[] matched = new short[scores.length];
        short[] ignored = new short[scores.length];
        for (int t = 0; t < THRESHOLDS; t++) {
            boolean[] taken = new boolean[ignore.length];
            for (int d = 0; d < scores.length; d++) {
                int hit = bestFree(overlaps[d], threshold(t), truth, ignore, taken);
                if (hit >= 0) {
                    taken[hit] = true;
                    matched[d] |= (short) (1 << t);
                }
                boolean outside = hit < 0 && !range.holds(area(best.get(d).box()));
                if (outside || (hit >= 0 && ignore[hit])) {
                    ignored[d] |= (short) (1 << t);
                }
            }
        }
        return new CocoMatching(scores, matched, ignored, objects);
    }

    private static int bestFree(
            double[] overlaps, double threshold, List<LabelledBox> truth, boolean[] ignore, boolean[] taken) {
        double least = Math.min(threshold, 1 - 1e-10);
        int hit = -1;
        for (int g = 0; g < overlaps.length; g++) {
            if (taken[g] && !truth.get(g).crowd()) {
                continue;
            }
            if (hit >= 0 && !ignore[hit] && ignore[g]) {
                break;
            }
            if (overlaps[g] >= least) {
                least = overlaps[g];
                hit = g;
            }
        }
        return hit;
    }

    private static boolean ignores(LabelledBox box, AreaRange range) {
        return box.crowd() || !range.holds(area(box.box()));
    }

    private static double area(Box box) {
        return ((double) box.right() - box.left()) * ((double) box.bottom() - box.top());
    }

    /** Of a crowd only the share of the detection that lies in it counts. */
    private static double overlap(Box detection, LabelledBox truth) {
        Box box = truth.box();
        double width = (double) Math.min(detection.right(), box.right()) - Math.max(detection.left(), box.left());
        double height = (double) Math.min(detection.bottom(), box.bottom()) - Math.max(detection.top(), box.top());
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double shared = width * height;
        return shared / (truth.crowd() ? area(detection) : area(detection) + area(box) - shared);
    }

    /** 0.50 to 0.95 in steps of 0.05, with the rounding that COCO's own tool has. */
    static double threshold(int index) {
        double step = (0.95 - 0.5) / (THRESHOLDS - 1);
        return index == THRESHOLDS - 1 ? 0.95 : 0.5 + index * step;
    }

    int detections() {
        return scores.length;
    }

    /** True boxes that should be found. */
    int objects() {
        return objects;
    }

    float score(int detection) {
        return scores[detection];
    }

    /** Bit {@code t} says whether it hit a box at threshold {@code t}. */
    short matchedBits(int detection) {
        return matched[detection];
    }

    /** Bit {@code t} says whether it is exempt at threshold {@code t}. */
    short ignoredBits(int detection) {
        return ignored[detection];
    }

    static int[] byScore(float[] scores) {
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> -scores[i]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }
}
