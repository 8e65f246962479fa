package io.edgeopt.core.task.head;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/** Looks for one class's box among all that a head reads, before any is left out for its score or its neighbours. */
public final class BoxSearch {
    /**
     * A box that is there.
     *
     * @param box in pixels of the network's input
     * @param worth score times weight
     * @param place where its score is read
     */
    public record Found(Box box, float score, double worth, ScorePlace place) {}

    private BoxSearch() {}

    /** Whether a head reads boxes at all. */
    public static boolean suits(Head head) {
        return !(head instanceof Head.Classification) && !(head instanceof Head.Embedding);
    }

    /**
     * The box whose score, times its weight, is the largest; empty where the head reads none of that class.
     *
     * @param weight of a box, 0 to 1
     */
    public static Optional<Found> best(
            Head head, Map<String, Tensor> outputs, int item, View view, int label, ToDoubleFunction<Box> weight) {
        Best best = new Best(label, weight);
        read(head, Outputs.of(outputs), item, view, best);
        return best.found;
    }

    private static void read(Head head, Outputs outputs, int item, View view, BoxSink sink) {
        if (head instanceof Head.Ssd ssd) {
            SsdDecoder.read(ssd, outputs, item, view, sink);
        } else if (head instanceof Head.AnchorFree free) {
            AnchorFreeDecoder.read(free, outputs, item, view, sink);
        } else if (head instanceof Head.Yolox yolox) {
            YoloDecoder.readYolox(yolox, outputs, item, view, sink);
        } else if (head instanceof Head.Yolov5 yolo) {
            YoloDecoder.readYolov5(yolo, outputs, item, sink);
        } else if (head instanceof Head.Yolov8 yolo) {
            YoloDecoder.readYolov8(yolo, outputs, item, sink);
        } else if (head instanceof Head.Detected detected) {
            SsdDecoder.readDetected(detected, outputs, view, sink);
        }
    }

    /** Keeps the best, and lets no box be computed whose score alone is worth less. */
    private static final class Best implements BoxSink {
        private final int label;
        private final ToDoubleFunction<Box> weight;
        private double worth = Double.NEGATIVE_INFINITY;
        private Optional<Found> found = Optional.empty();

        private Best(int label, ToDoubleFunction<Box> weight) {
            this.label = label;
            this.weight = weight;
        }

        @Override
        public boolean wants(float[] scores, int offset, int count, float factor) {
            return label >= 0 && label < count && scores[offset + label] * factor > worth;
        }

        @Override
        public void add(Box box, float[] scores, int offset, int count, float factor, IntFunction<ScorePlace> places) {
            if (!wants(scores, offset, count, factor)) {
                return;
            }
            float score = scores[offset + label] * factor;
            double product = score * weight.applyAsDouble(box);
            if (product > worth) {
                worth = product;
                found = Optional.of(new Found(box, score, product, places.apply(label)));
            }
        }
    }
}
