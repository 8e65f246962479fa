package io.edgeopt.core.data;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.data.Truth.LabelledBox;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Several data sets as one, their classes by name as a model has them. */
public final class Merged implements Dataset {
    private final String name;
    private final List<String> labels;
    private final List<Dataset> parts;
    private final List<int[]> classes;
    private final int[] firsts;

    private Merged(String name, List<String> labels, List<Dataset> parts, List<int[]> classes) {
        this.name = name;
        this.labels = labels;
        this.parts = parts;
        this.classes = classes;
        this.firsts = new int[parts.size() + 1];
        for (int i = 0; i < parts.size(); i++) {
            firsts[i + 1] = firsts[i] + parts.get(i).size();
        }
    }

    /**
     * Every sample of every part.
     *
     * @param labels the classes that samples may have; none where the truth is no class
     */
    public static Merged of(List<Dataset> parts, List<String> labels) {
        List<int[]> classes = parts.stream().map(part -> classes(part, labels)).toList();
        String name = String.join(" + ", parts.stream().map(Dataset::name).toList());
        return new Merged(name, List.copyOf(labels), List.copyOf(parts), classes);
    }

    /** By name; arrays have no names but numbers, which mean the model's classes in their order. */
    private static int[] classes(Dataset part, List<String> labels) {
        List<String> own = part.labels();
        boolean numbered =
                IntStream.range(0, own.size()).allMatch(i -> own.get(i).equals(Integer.toString(i)));
        return numbered && own.size() <= labels.size()
                ? IntStream.range(0, own.size()).toArray()
                : own.stream().mapToInt(label -> index(part, label, labels)).toArray();
    }

    private static int index(Dataset part, String label, List<String> labels) {
        int index = labels.indexOf(label);
        if (index < 0 && !labels.isEmpty()) {
            throw new InvalidDataException("%s has a class '%s', which the model has not%s (%s); rename or leave out"
                            .formatted(
                                    part.name(), label, Suggestion.sentence(label, labels), String.join(", ", labels))
                    + " classes with 'edgeopt data import --map OLD=NEW --only NAMES'");
        }
        return index;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public int size() {
        return firsts[parts.size()];
    }

    @Override
    public Sample sample(int index) {
        int part = IntStream.range(0, parts.size())
                .filter(i -> index < firsts[i + 1])
                .findFirst()
                .orElseThrow();
        Sample sample = parts.get(part).sample(index - firsts[part]);
        String id = parts.size() == 1 ? sample.id() : part + "/" + sample.id();
        return new Sample(id, sample.content(), truth(sample.truth(), part));
    }

    private Truth truth(Truth truth, int part) {
        if (truth instanceof Truth.Label label) {
            return new Truth.Label(mapped(label.index(), part));
        }
        if (truth instanceof Truth.Objects objects) {
            List<LabelledBox> boxes = new ArrayList<>();
            for (LabelledBox box : objects.boxes()) {
                boxes.add(new LabelledBox(box.box(), mapped(box.label(), part), box.crowd()));
            }
            return new Truth.Objects(boxes);
        }
        if (truth instanceof Truth.Identity identity && parts.size() > 1) {
            // People of two sets are strangers, even where their folders have the same name.
            return new Truth.Identity(part + "/" + identity.person());
        }
        return truth;
    }

    private int mapped(int label, int part) {
        int[] known = classes.get(part);
        return known.length == 0 ? label : known[label];
    }
}
