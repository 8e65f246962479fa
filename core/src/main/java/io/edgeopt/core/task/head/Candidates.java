package io.edgeopt.core.task.head;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.task.Detection;
import io.edgeopt.core.task.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Boxes that pass the score threshold, in pixels of the network's input, before they are thinned out. */
final class Candidates implements BoxSink {
    private final Suppression suppression;
    private final List<Detection> found = new ArrayList<>();

    Candidates(Suppression suppression) {
        this.suppression = suppression;
    }

    @Override
    public boolean wants(float[] scores, int offset, int count, float factor) {
        for (int i = 0; i < count; i++) {
            if (scores[offset + i] * factor >= suppression.scoreThreshold()) {
                return true;
            }
        }
        return false;
    }

    /** Adds the box once for each class that passes, or for the best alone where classes compete. */
    @Override
    public void add(Box box, float[] scores, int offset, int count, float factor, IntFunction<ScorePlace> places) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = scores[offset + i] > scores[offset + best] ? i : best;
        }
        for (int i = 0; i < count; i++) {
            float score = scores[offset + i] * factor;
            if (score >= suppression.scoreThreshold() && (i == best || !suppression.classAgnostic())) {
                found.add(new Detection(box, i, score));
            }
        }
    }

    /** What stays, on the picture. */
    Prediction.Detections on(View view) {
        return new Prediction.Detections(suppression.apply(found).stream()
                .map(detection ->
                        new Detection(view.placement().toSource(detection.box()), detection.label(), detection.score()))
                .toList());
    }

    static Box centered(float x, float y, float width, float height) {
        return new Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
    }
}
