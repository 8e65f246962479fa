package io.edgeopt.autograd.loss;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.task.head.Priors;
import java.util.ArrayList;
import java.util.List;

/**
 * What the priors of a batch should say: a label each, and a box each of those that answer for an object. There is
 * always one row of boxes, since DJL makes no empty arrays; in a batch without objects it weighs nothing.
 */
final class PriorTargets {
    /** Smaller sides, as fractions of the input, would have corrections without bound. */
    private static final float LEAST = 1e-6f;

    private record Row(int index, int prior, Box box) {}

    private final PriorMatch match;
    private final long[] labels;
    private final List<Row> rows = new ArrayList<>();

    PriorTargets(PriorMatch match, List<List<LabelledBox>> objects, int width, int height) {
        this.match = match;
        this.labels = new long[objects.size() * match.count()];
        for (int item = 0; item < objects.size(); item++) {
            List<LabelledBox> boxes = new ArrayList<>();
            for (LabelledBox object : objects.get(item)) {
                boxes.add(new LabelledBox(fractions(object.box(), width, height), object.label(), object.crowd()));
            }
            int[] found = match.of(boxes);
            for (int prior = 0; prior < found.length; prior++) {
                int at = item * match.count() + prior;
                if (found[prior] >= 0) {
                    labels[at] = boxes.get(found[prior]).label() + 1L;
                    rows.add(new Row(at, prior, boxes.get(found[prior]).box()));
                } else if (found[prior] == PriorMatch.UNKNOWN) {
                    labels[at] = -1;
                }
            }
        }
    }

    private static Box fractions(Box box, int width, int height) {
        return new Box(box.left() / width, box.top() / height, box.right() / width, box.bottom() / height);
    }

    /** For each prior of each item its class counted from 1; 0 for nothing, -1 for what does not count. */
    long[] labels() {
        return labels;
    }

    /** Where in the batch's table of priors each box belongs. */
    long[] rows() {
        return rows.isEmpty()
                ? new long[1]
                : rows.stream().mapToLong(Row::index).toArray();
    }

    float[] weights() {
        float[] weights = new float[Math.max(1, rows.size())];
        for (int i = 0; i < rows.size(); i++) {
            weights[i] = 1;
        }
        return weights;
    }

    /** Each row's prior: centre and size. */
    float[] priors() {
        float[] priors = new float[4 * Math.max(1, rows.size())];
        for (int i = 0; i < 4 * rows.size(); i++) {
            priors[i] = match.centred(rows.get(i / 4).prior(), i % 4);
        }
        return priors;
    }

    float[] corners() {
        float[] corners = new float[4 * Math.max(1, rows.size())];
        for (int i = 0; i < rows.size(); i++) {
            Box box = rows.get(i).box();
            corners[4 * i] = box.left();
            corners[4 * i + 1] = box.top();
            corners[4 * i + 2] = box.right();
            corners[4 * i + 3] = box.bottom();
        }
        return corners;
    }

    /** What the network should say for each box: what decoding turns into the box again. */
    float[] corrections(Priors variances) {
        float[] corrections = new float[4 * Math.max(1, rows.size())];
        for (int i = 0; i < rows.size(); i++) {
            Box box = rows.get(i).box();
            int prior = rows.get(i).prior();
            float width = match.centred(prior, 2);
            float height = match.centred(prior, 3);
            float x = (box.left() + box.right()) / 2 - match.centred(prior, 0);
            float y = (box.top() + box.bottom()) / 2 - match.centred(prior, 1);
            corrections[4 * i] = x / width / variances.centerVariance();
            corrections[4 * i + 1] = y / height / variances.centerVariance();
            corrections[4 * i + 2] = growth(box.width(), width) / variances.sizeVariance();
            corrections[4 * i + 3] = growth(box.height(), height) / variances.sizeVariance();
        }
        return corrections;
    }

    private static float growth(float side, float prior) {
        return (float) Math.log(Math.max(side, LEAST) / prior);
    }
}
