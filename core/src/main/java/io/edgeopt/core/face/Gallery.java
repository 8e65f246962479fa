package io.edgeopt.core.face;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.task.Prediction.Embedding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The people whom a door knows: for each a few embeddings and whether they may pass; never a picture. It belongs to the
 * model that made the embeddings, because another model's mean nothing to it.
 */
public final class Gallery {
    private static final int FORMAT = 1;

    /** Somebody who is known. */
    public record Person(String name, boolean authorised, List<Embedding> embeddings) {
        public Person {
            embeddings = List.copyOf(embeddings);
        }

        private double similarity(Embedding seen) {
            return embeddings.stream().mapToDouble(seen::similarity).max().orElse(-1);
        }
    }

    /**
     * Who stands at the door.
     *
     * @param person empty for a stranger
     * @param similarity to the most alike of all enrolled pictures, whoever's
     * @param authorised never for a stranger
     */
    public record Match(Optional<String> person, double similarity, boolean authorised) {}

    /** The file. */
    private record Form(int gallery, String model, String digest, double threshold, List<Enrolled> persons) {}

    /** A person in the file. */
    private record Enrolled(String name, boolean authorised, List<List<Float>> embeddings) {}

    private final String model;
    private final String digest;
    private final double threshold;
    private final List<Person> persons;

    private Gallery(String model, String digest, double threshold, List<Person> persons) {
        if (!(threshold > -1 && threshold <= 1)) {
            throw new InvalidPlanException(
                    "a threshold of %s cannot be; similarities are above -1 and at most 1".formatted(threshold));
        }
        this.model = model;
        this.digest = digest;
        this.threshold = threshold;
        this.persons =
                persons.stream().sorted(Comparator.comparing(Person::name)).toList();
    }

    /**
     * Nobody's yet.
     *
     * @param model what people call it
     * @param digest SHA-256 of its file
     * @param threshold similarity from which on two faces are one person's
     */
    public static Gallery empty(String model, String digest, double threshold) {
        return new Gallery(model, digest, threshold, List.of());
    }

    public static Gallery read(Path file) {
        Form form = Json.read(file, "gallery", Form.class);
        if (form.gallery() != FORMAT) {
            throw new InvalidDataException("%s: field 'gallery' is %d, expected %d: this edgeopt reads that format only"
                    .formatted(file, form.gallery(), FORMAT));
        }
        List<Person> persons = form.persons().stream()
                .map(person -> new Person(
                        person.name(),
                        person.authorised(),
                        person.embeddings().stream().map(Gallery::embedding).toList()))
                .toList();
        long sizes = persons.stream()
                .flatMap(person -> person.embeddings().stream())
                .mapToInt(embedding -> embedding.toArray().length)
                .distinct()
                .count();
        if (sizes > 1) {
            throw new InvalidDataException("%s: embeddings differ in length; enrol again".formatted(file));
        }
        return new Gallery(form.model(), form.digest(), form.threshold(), persons);
    }

    private static Embedding embedding(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return new Embedding(array);
    }

    /** For its owner's eyes alone, where the system knows owners. */
    public void write(Path file) {
        List<Enrolled> enrolled = persons.stream()
                .map(person -> new Enrolled(
                        person.name(),
                        person.authorised(),
                        person.embeddings().stream().map(Gallery::values).toList()))
                .toList();
        AtomicFile.writePrivate(file, Json.write(new Form(FORMAT, model, digest, threshold, enrolled)));
    }

    private static List<Float> values(Embedding embedding) {
        float[] array = embedding.toArray();
        return IntStream.range(0, array.length).mapToObj(i -> array[i]).toList();
    }

    /** Fails where the gallery was made with another model. */
    public void checkModel(String name, String found) {
        if (!found.equals(digest)) {
            throw new InvalidPlanException(
                    "the gallery was made with another model (%s, SHA-256 %s...) than %s (%s...): use that one, or enrol everybody again"
                            .formatted(model, head(digest), name, head(found)));
        }
    }

    private static String head(String hex) {
        return hex.substring(0, Math.min(12, hex.length()));
    }

    /** The most alike person, if alike enough. */
    public Match match(Embedding seen) {
        Optional<Person> nearest = persons.stream().max(Comparator.comparingDouble(person -> person.similarity(seen)));
        double similarity = nearest.map(person -> person.similarity(seen)).orElse(-1.0);
        Optional<Person> known = nearest.filter(person -> similarity >= threshold);
        return new Match(
                known.map(Person::name),
                similarity,
                known.map(Person::authorised).orElse(false));
    }

    /** With a person, or with more of one who is known; what was known of authorisation gives way. */
    public Gallery with(Person added) {
        List<Embedding> all =
                new ArrayList<>(person(added.name()).map(Person::embeddings).orElse(List.of()));
        all.addAll(added.embeddings());
        List<Person> changed = new ArrayList<>(others(added.name()));
        changed.add(new Person(added.name(), added.authorised(), all));
        return new Gallery(model, digest, threshold, changed);
    }

    /** Without a person, who must be in it. */
    public Gallery without(String name) {
        List<String> names = persons.stream().map(Person::name).toList();
        if (!names.contains(name)) {
            throw new InvalidPlanException("nobody is enrolled as '%s'%s (enrolled: %s)"
                    .formatted(name, Suggestion.sentence(name, names), String.join(", ", names)));
        }
        return new Gallery(model, digest, threshold, others(name));
    }

    private List<Person> others(String name) {
        return persons.stream().filter(person -> !person.name().equals(name)).toList();
    }

    public Gallery withThreshold(double changed) {
        return new Gallery(model, digest, changed, persons);
    }

    public Optional<Person> person(String name) {
        return persons.stream().filter(person -> person.name().equals(name)).findFirst();
    }

    /** By name. */
    public List<Person> persons() {
        return persons;
    }

    public double threshold() {
        return threshold;
    }

    public String model() {
        return model;
    }

    public String digest() {
        return digest;
    }
}
