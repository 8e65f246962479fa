package io.edgeopt.core.task;

import java.util.BitSet;
import java.util.List;

/**
 * Which of a model's labels matter here, such as those of its card's set {@code home}. Objects of other classes are not
 * seen; what a picture or a clip is answered to be stays as it is, and matters if {@link #has} says so: another answer
 * must not become one that matters by leaving out what is true.
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

    /** The answer without objects that do not matter. */
    public Prediction of(Prediction whole) {
        return whole instanceof Prediction.Detections detections
                ? new Prediction.Detections(detections.found().stream()
                        .filter(found -> has(found.label()))
                        .toList())
                : whole;
    }
}
