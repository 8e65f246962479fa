package io.edgeopt.datasets.convert;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import java.util.List;

/**
 * Pictures with boxes as pictures of one class: the first of the classes of which they show an object, the last one
 * where they show none.
 */
public final class ByPresence implements Dataset {
    private final Dataset boxed;
    private final List<String> labels;
    private final int[] rankOf;

    private ByPresence(Dataset boxed, List<String> labels, int[] rankOf) {
        this.boxed = boxed;
        this.labels = labels;
        this.rankOf = rankOf;
    }

    /**
     * The set by class.
     *
     * @param labels the most important class first; the last one stands for pictures that show none of the others
     */
    public static ByPresence of(Dataset boxed, List<String> labels) {
        if (labels.size() < 2) {
            throw new InvalidPlanException(
                    "%s: name two classes or more; the last stands for pictures of none".formatted(labels));
        }
        for (String label : labels.subList(0, labels.size() - 1)) {
            if (!boxed.labels().contains(label)) {
                throw new InvalidPlanException("there is no class '%s'; found %s".formatted(label, boxed.labels()));
            }
        }
        int last = labels.size() - 1;
        int[] rankOf = boxed.labels().stream()
                .mapToInt(labels::indexOf)
                .map(rank -> rank < 0 ? last : rank)
                .toArray();
        return new ByPresence(boxed, List.copyOf(labels), rankOf);
    }

    @Override
    public String name() {
        return boxed.name();
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public int size() {
        return boxed.size();
    }

    @Override
    public Sample sample(int index) {
        Sample sample = boxed.sample(index);
        if (!(sample.truth() instanceof Truth.Objects objects)) {
            throw new InvalidDataException("sample %s of %s has no boxes; classes by presence are for data with boxes"
                    .formatted(sample.id(), boxed.name()));
        }
        int best = objects.boxes().stream()
                .mapToInt(box -> rankOf[box.label()])
                .min()
                .orElse(labels.size() - 1);
        return new Sample(sample.id(), sample.content(), new Truth.Label(best));
    }
}
