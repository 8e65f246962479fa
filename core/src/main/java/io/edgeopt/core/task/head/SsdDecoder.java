package io.edgeopt.core.task.head;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.OptionalInt;

/** Scores and boxes in two tables with a row for each prior; and tables of detections that are final. */
final class SsdDecoder {
    private SsdDecoder() {}

    static Prediction decode(Head.Ssd head, Outputs outputs, int item, View view) {
        Candidates candidates = new Candidates(head.suppression());
        read(head, outputs, item, view, candidates);
        return candidates.on(view);
    }

    static void read(Head.Ssd head, Outputs outputs, int item, View view, BoxSink sink) {
        Tensor scoreTable = outputs.named(head.scores());
        Tensor boxTable = outputs.named(head.boxes());
        if (scoreTable.shape().rank() != 3) {
            throw Outputs.unexpected("output '" + head.scores() + "'", scoreTable.shape(), "N x priors x classes");
        }
        int count = Math.toIntExact(scoreTable.shape().dim(1));
        int classes = Math.toIntExact(scoreTable.shape().dim(2));
        float[] scores = Outputs.item(scoreTable, item);
        float[] boxes = Outputs.item(boxTable, item);
        if (boxes.length != 4 * count) {
            throw Outputs.unexpected("output '" + head.boxes() + "'", boxTable.shape(), "N x " + count + " x 4");
        }
        ClassActivation.rows(head.activation(), scores, classes);
        float[] priors = head.priors()
                .map(known -> known.over(view.width(), view.height()))
                .orElseGet(() -> new float[0]);
        if (head.priors().isPresent() && priors.length != boxes.length) {
            throw Outputs.unexpected(
                    "output '" + head.boxes() + "'",
                    boxTable.shape(),
                    "%d boxes, one for each prior at %d x %d"
                            .formatted(priors.length / 4, view.width(), view.height()));
        }
        int first = head.background() ? 1 : 0;
        for (int i = 0; i < count; i++) {
            int row = i * classes + first;
            int at = 4 * i;
            if (sink.wants(scores, row, classes - first, 1)) {
                sink.add(
                        box(head, boxes, priors, at, view),
                        scores,
                        row,
                        classes - first,
                        1,
                        label -> new ScorePlace(
                                head.scores(),
                                row + label,
                                OptionalInt.empty(),
                                head.activation() == Head.Activation.SIGMOID,
                                head.boxes(),
                                at));
            }
        }
    }

    private static Box box(Head.Ssd head, float[] boxes, float[] priors, int at, View view) {
        if (head.priors().isEmpty()) {
            return inPixels(boxes[at], boxes[at + 1], boxes[at + 2], boxes[at + 3], view);
        }
        Priors known = head.priors().get();
        float x = priors[at] + boxes[at] * known.centerVariance() * priors[at + 2];
        float y = priors[at + 1] + boxes[at + 1] * known.centerVariance() * priors[at + 3];
        float width = priors[at + 2] * (float) Math.exp(boxes[at + 2] * known.sizeVariance());
        float height = priors[at + 3] * (float) Math.exp(boxes[at + 3] * known.sizeVariance());
        return inPixels(x - width / 2, y - height / 2, x + width / 2, y + height / 2, view);
    }

    private static Box inPixels(float left, float top, float right, float bottom, View view) {
        return new Box(left * view.width(), top * view.height(), right * view.width(), bottom * view.height());
    }

    static Prediction detected(Head.Detected head, Outputs outputs, View view) {
        Candidates candidates = new Candidates(head.suppression());
        readDetected(head, outputs, view, candidates);
        return candidates.on(view);
    }

    static void readDetected(Head.Detected head, Outputs outputs, View view, BoxSink sink) {
        float[] boxes = outputs.named(head.boxes()).toFloats();
        float[] labels = outputs.named(head.labels()).toFloats();
        float[] scores = outputs.named(head.scores()).toFloats();
        if (boxes.length != 4 * scores.length || labels.length != scores.length) {
            throw Outputs.unexpected(
                    "output '" + head.boxes() + "'", outputs.named(head.boxes()).shape(), scores.length + " x 4");
        }
        for (int i = 0; i < scores.length; i++) {
            int label = Math.round(labels[i]) - head.firstLabel();
            if (label >= 0) {
                int at = 4 * i;
                int here = i;
                // A row with a score for this one class: the others are below anything that is asked for.
                float[] row = new float[label + 1];
                Arrays.fill(row, Float.NEGATIVE_INFINITY);
                row[label] = scores[i];
                Box box = head.fractions()
                        ? inPixels(boxes[at], boxes[at + 1], boxes[at + 2], boxes[at + 3], view)
                        : new Box(boxes[at], boxes[at + 1], boxes[at + 2], boxes[at + 3]);
                sink.add(
                        box,
                        row,
                        0,
                        row.length,
                        1,
                        known -> new ScorePlace(
                                head.scores(), here, OptionalInt.empty(), /* logits= */ false, head.boxes(), at));
            }
        }
    }
}
