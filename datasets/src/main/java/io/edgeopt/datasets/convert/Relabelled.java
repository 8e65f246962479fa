package io.edgeopt.datasets.convert;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A set whose classes are renamed, merged (two old names, one new) or left out. Of pictures with boxes only the boxes
 * of other classes go; of pictures with one class, the picture.
 */
public final class Relabelled implements Dataset {
    private static final int LEFT_OUT = -1;

    private final Dataset whole;
    private final List<String> labels;
    private final int[] newOf;
    private final int[] places;

    private Relabelled(Dataset whole, List<String> labels, int[] newOf, int[] places) {
        this.whole = whole;
        this.labels = labels;
        this.newOf = newOf;
        this.places = places;
    }

    /**
     * The set under new names.
     *
     * @param renamed old names to new ones
     * @param only new names that stay; all stay where it is empty
     */
    public static Relabelled of(Dataset whole, Map<String, String> renamed, Collection<String> only) {
        for (String old : renamed.keySet()) {
            known(old, whole.labels());
        }
        List<String> all = whole.labels().stream()
                .map(name -> renamed.getOrDefault(name, name))
                .distinct()
                .toList();
        only.forEach(name -> known(name, all));
        List<String> labels = all.stream()
                .filter(name -> only.isEmpty() || only.contains(name))
                .toList();
        int[] newOf = whole.labels().stream()
                .mapToInt(name -> labels.indexOf(renamed.getOrDefault(name, name)))
                .toArray();
        int[] places = IntStream.range(0, whole.size())
                .filter(i ->
                        !(whole.sample(i).truth() instanceof Truth.Label label) || newOf[label.index()] != LEFT_OUT)
                .toArray();
        return new Relabelled(whole, labels, newOf, places);
    }

    private static void known(String name, List<String> names) {
        if (!names.contains(name)) {
            throw new InvalidPlanException("there is no class '%s'; found %s".formatted(name, names));
        }
    }

    /** Where in the whole set a sample stands. */
    public int placeOf(int index) {
        return places[index];
    }

    @Override
    public String name() {
        return whole.name();
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public int size() {
        return places.length;
    }

    @Override
    public Sample sample(int index) {
        Sample sample = whole.sample(places[index]);
        return new Sample(sample.id(), sample.content(), relabelled(sample.truth()));
    }

    private Truth relabelled(Truth truth) {
        if (truth instanceof Truth.Label label) {
            return new Truth.Label(newOf[label.index()]);
        }
        if (truth instanceof Truth.Objects objects) {
            List<Truth.LabelledBox> boxes = new ArrayList<>();
            for (Truth.LabelledBox box : objects.boxes()) {
                if (newOf[box.label()] != LEFT_OUT) {
                    boxes.add(new Truth.LabelledBox(box.box(), newOf[box.label()], box.crowd()));
                }
            }
            return new Truth.Objects(boxes);
        }
        return truth;
    }
}
