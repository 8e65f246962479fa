package io.edgeopt.core.task;

import java.util.BitSet;
import java.util.List;

/**
 * Which of a model's labels matter here, such as those of its card's set {@code home}. Objects of other classes are not
 * seen, and the answer about a picture or a clip is the best among those that matter.
 */
public final class Shown {
    private final BitSet labels;

    private Shown(BitSet labels) {
        this.labels = labels;
    }

    /** Those of {@code all} that {@code shown} names. */
    public static Shown of(List<String> all, List<String> shown) {
        BitSet labels = new BitSet(all.size());
        for (int i = 0; i < all.size(); i++) {
            labels.set(i, shown.contains(all.get(i)));
        }
        return new Shown(labels);
    }

    public boolean has(int label) {
        return labels.get(label);
    }

    /** The answer without what does not matter; scores of such classes are minus infinity. */
    public Prediction of(Prediction whole) {
        if (whole instanceof Prediction.Detections detections) {
            return new Prediction.Detections(detections.found().stream()
                    .filter(found -> has(found.label()))
                    .toList());
        }
        if (whole instanceof Prediction.ClassScores classes) {
            float[] scores = classes.toArray();
            for (int i = 0; i < scores.length; i++) {
                scores[i] = has(i) ? scores[i] : Float.NEGATIVE_INFINITY;
            }
            return new Prediction.ClassScores(scores);
        }
        return whole;
    }
}
