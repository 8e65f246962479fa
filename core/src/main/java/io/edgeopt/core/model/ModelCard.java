package io.edgeopt.core.model;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a model, as the JSON file beside it says it. {@code docs/card.schema.json} is its schema.
 *
 * @param card the version of this format: 1
 * @param name what people call the model
 * @param inputs what it takes, by the model's input names
 * @param head what its outputs mean
 * @param labels class names by index
 * @param sets named choices of labels, such as those that matter at home and in the city
 * @param strides by the name of a set: of a camera's frames there it is shown every n-th, beside other models
 * @param digest SHA-256 of the ONNX file, in hexadecimal
 * @param licence of the model, as an SPDX name where there is one
 * @param data what it was trained and judged on
 * @param metrics how good it was when the card was written
 * @param date of the training, year-month-day
 * @param limits what it is known not to do well
 * @param recipe how it was made
 * @param seed of its training
 */
public record ModelCard(
        int card,
        String name,
        Task task,
        List<CardInput> inputs,
        Head head,
        List<String> labels,
        Map<String, List<String>> sets,
        Map<String, Integer> strides,
        Optional<String> digest,
        Optional<String> licence,
        List<CardData> data,
        List<CardMetric> metrics,
        Optional<String> date,
        List<String> limits,
        Optional<String> recipe,
        Optional<Long> seed) {
    private static final int FORMAT = 1;

    /** As SPDX writes a licence that is on none of its lists, and two that hold together. */
    private static final String UNKNOWN_LICENCE = "LicenseRef-unknown";

    private static final String BOTH = " AND ";

    public ModelCard {
        inputs = List.copyOf(inputs);
        labels = List.copyOf(labels);
        sets = Map.copyOf(sets);
        strides = Map.copyOf(strides);
        data = List.copyOf(data);
        metrics = List.copyOf(metrics);
        limits = List.copyOf(limits);
        if (card != FORMAT) {
            throw wrong("field 'card' is %d, expected %d: this edgeopt reads that format only".formatted(card, FORMAT));
        }
        if (inputs.isEmpty()) {
            throw wrong("field 'inputs' is empty, expected one input or more");
        }
        for (Map.Entry<String, List<String>> set : sets.entrySet()) {
            for (String label : set.getValue()) {
                if (!labels.contains(label)) {
                    throw wrong("field 'sets.%s' names '%s', which is no label%s"
                            .formatted(set.getKey(), label, Suggestion.sentence(label, labels)));
                }
            }
        }
        strides.forEach((set, stride) -> {
            if (stride < 1) {
                throw wrong("field 'strides.%s' is %d, expected 1 or more".formatted(set, stride));
            }
        });
        if (!digest.orElse("0".repeat(64)).matches("[0-9a-f]{64}")) {
            throw wrong(
                    "field 'digest' is '%s', expected the 64 hexadecimal digits of SHA-256".formatted(digest.get()));
        }
        date.ifPresent(ModelCard::requireDate);
    }

    private static void requireDate(String date) {
        try {
            LocalDate.parse(date);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("field 'date' is '%s', expected year-month-day".formatted(date), e);
        }
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what);
    }

    /** Reads a card; what is wrong with it is said with the file and the field. */
    public static ModelCard read(Path file) {
        return parse(file.toString(), InputFile.text(file, "card"));
    }

    public static ModelCard parse(String name, String json) {
        return CardReader.read(Json.tree(name, json), name, ModelCard.class);
    }

    public String toJson() {
        return Json.write(CardWriter.tree(this));
    }

    public void write(Path file) {
        AtomicFile.write(file, toJson());
    }

    /** The labels of a set; fails where the card has no such set. */
    public List<String> shown(String set) {
        List<String> shown = sets.get(set);
        if (shown == null) {
            String known = sets.isEmpty() ? "it has none" : "known: " + String.join(", ", new TreeSet<>(sets.keySet()));
            throw new InvalidPlanException("the card of %s has no set '%s'%s (%s)"
                    .formatted(name, set, Suggestion.sentence(set, sets.keySet()), known));
        }
        return shown;
    }

    /** The card that lies beside a model: {@code fire.json} or {@code fire.card.json} beside {@code fire.onnx}. */
    public static Optional<Path> beside(Path model) {
        String file = String.valueOf(model.getFileName());
        int dot = file.lastIndexOf('.');
        String stem = dot > 0 ? file.substring(0, dot) : file;
        return List.of(stem + ".json", stem + ".card.json").stream()
                .map(model::resolveSibling)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Fails where the card was written for another file than {@code model}. */
    public void checkDigest(Path model) {
        if (digest.isPresent()) {
            String found = FileDigest.sha256(model);
            if (!found.equals(digest.get())) {
                throw new InvalidDataException(
                        "%s is not the file that its card was written for: SHA-256 is %s, the card says %s; correct the card's 'digest', or remove it"
                                .formatted(model, found, digest.get()));
            }
        }
    }

    public ModelCard withDigest(String hex) {
        return with(draft -> draft.digest = Optional.of(hex));
    }

    public ModelCard withMetrics(List<CardMetric> changed) {
        return with(draft -> draft.metrics = changed);
    }

    public ModelCard withSets(Map<String, List<String>> changed) {
        return with(draft -> draft.sets = changed);
    }

    /** For other classes; sets of which a class is gone are gone too. */
    public ModelCard withLabels(List<String> changed) {
        Map<String, List<String>> kept = new LinkedHashMap<>(sets);
        kept.values().removeIf(set -> !changed.containsAll(set));
        return with(draft -> {
            draft.labels = changed;
            draft.sets = kept;
        });
    }

    public ModelCard withInputs(List<CardInput> changed) {
        return with(draft -> draft.inputs = changed);
    }

    public ModelCard withName(String changed) {
        return with(draft -> draft.name = changed);
    }

    public ModelCard withHead(Head changed) {
        return with(draft -> draft.head = changed);
    }

    public ModelCard withLicence(String changed) {
        return with(draft -> draft.licence = Optional.of(changed));
    }

    public ModelCard withData(List<CardData> changed) {
        return with(draft -> draft.data = changed);
    }

    public ModelCard withLimits(List<String> changed) {
        return with(draft -> draft.limits = changed);
    }

    /** With what both models learnt from and cannot do, and under the licences of both. */
    public ModelCard joined(ModelCard other) {
        ModelCard both = withData(each(data, other.data)).withLimits(each(limits, other.limits));
        if (licence.equals(other.licence)) {
            return both;
        }
        return both.withLicence(Stream.of(licence, other.licence)
                .flatMap(one -> terms(one.orElse(UNKNOWN_LICENCE)))
                .distinct()
                .collect(Collectors.joining(BOTH)));
    }

    /** What holds together; a choice stays one. */
    private static Stream<String> terms(String licence) {
        boolean isPlain = !licence.contains("(") && !licence.contains(" OR ");
        return isPlain ? Stream.of(licence.split(BOTH)) : Stream.of("(" + licence + ")");
    }

    /** What is in either, once. */
    private static <T> List<T> each(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }

    /** The card of what was made of this model: {@code step} is added to how it was made, and its metrics are gone. */
    public ModelCard after(String step) {
        return with(draft -> {
            draft.digest = Optional.empty();
            draft.metrics = List.of();
            draft.recipe = recipe.map(before -> before + "; " + step).or(() -> Optional.of(step));
        });
    }

    /** The card of what this model became by learning on that day, as year-month-day, from these data beside those before. */
    public ModelCard afterLearning(String step, List<CardData> learnt, String day, long seedOfChance) {
        return after(step).with(draft -> {
            draft.data = each(data, learnt);
            draft.date = Optional.of(day);
            draft.seed = Optional.of(seedOfChance);
        });
    }

    /** A card with nothing but what is needed to run the model. */
    public static ModelCard of(String name, Task task, List<CardInput> inputs, Head head, List<String> labels) {
        return new ModelCard(
                FORMAT,
                name,
                task,
                inputs,
                head,
                labels,
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private ModelCard with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.card();
    }

    /** A card while some of what it says is changed. */
    private static final class Draft {
        private final ModelCard source;
        private String name;
        private List<CardInput> inputs;
        private Head head;
        private List<String> labels;
        private Map<String, List<String>> sets;
        private Optional<String> digest;
        private Optional<String> licence;
        private List<CardData> data;
        private List<CardMetric> metrics;
        private Optional<String> date;
        private List<String> limits;
        private Optional<String> recipe;
        private Optional<Long> seed;

        private Draft(ModelCard source) {
            this.source = source;
            name = source.name;
            inputs = source.inputs;
            head = source.head;
            labels = source.labels;
            sets = source.sets;
            digest = source.digest;
            licence = source.licence;
            data = source.data;
            metrics = source.metrics;
            date = source.date;
            limits = source.limits;
            recipe = source.recipe;
            seed = source.seed;
        }

        private ModelCard card() {
            return new ModelCard(
                    source.card,
                    name,
                    source.task,
                    inputs,
                    head,
                    labels,
                    sets,
                    source.strides,
                    digest,
                    licence,
                    data,
                    metrics,
                    date,
                    limits,
                    recipe,
                    seed);
        }
    }
}
