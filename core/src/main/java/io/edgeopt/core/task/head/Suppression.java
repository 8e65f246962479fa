package io.edgeopt.core.task.head;

import io.edgeopt.core.task.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which of many overlapping boxes stay: best first, each removing those that overlap it too much.
 *
 * @param scoreThreshold boxes below it are dropped at once
 * @param overlap boxes that overlap a better one by more are dropped, 0 to 1
 * @param topK how many may stay
 * @param classAgnostic whether boxes of different classes remove one another; each box then has its best class alone
 */
public record Suppression(float scoreThreshold, float overlap, int topK, boolean classAgnostic) {
    /** More than enough for any picture, and few enough to compare all with all. */
    private static final int CANDIDATES = 3000;

    /** For scoring: nearly every box, as COCO's metrics want. */
    public static final Suppression DEFAULT = new Suppression(0.05f, 0.5f, 100, false);

    /** Equal scores keep the order of classes, then of boxes in the network's output, so that ties fall the same way. */
    private static final Comparator<Detection> BEST_FIRST = Comparator.<Detection>comparingDouble(
                    detection -> -detection.score())
            .thenComparingInt(Detection::label);

    public Suppression {
        if (!(overlap >= 0 && overlap <= 1) || topK < 1) {
            throw new IllegalArgumentException(
                    "overlap %s must lie in 0 to 1 and top_k %d be 1 or more".formatted(overlap, topK));
        }
    }

    public Suppression withScoreThreshold(float changed) {
        return new Suppression(changed, overlap, topK, classAgnostic);
    }

    List<Detection> apply(List<Detection> candidates) {
        List<Detection> sorted = new ArrayList<>(candidates);
        sorted.sort(BEST_FIRST);
        List<Detection> kept = new ArrayList<>();
        for (Detection candidate : sorted.subList(0, Math.min(CANDIDATES, sorted.size()))) {
            if (kept.size() == topK) {
                break;
            }
            boolean free = kept.stream()
                    .noneMatch(better -> (classAgnostic || better.label() == candidate.label())
                            && better.box().overlap(candidate.box()) > overlap);
            if (free) {
                kept.add(candidate);
            }
        }
        return kept;
    }
}
