package io.edgeopt.core.study;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.json.JsonTree;
import io.edgeopt.core.json.Yaml;
import io.edgeopt.core.study.StudyPlan.Known;
import io.edgeopt.core.study.StudyPlan.PlannedBench;
import io.edgeopt.core.study.StudyPlan.PlannedModel;
import io.edgeopt.core.study.StudyPlan.PlannedSet;
import io.edgeopt.core.study.Thoroughness.Amounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** A study as people write it, in YAML. All that is wrong with it is said at once. */
public final class StudyText {
    private static final List<String> FIELDS = List.of(
            "preset",
            "seed",
            "threads",
            "models",
            "variants",
            "explain",
            "bench",
            "together",
            "samples",
            "steps",
            "student_steps",
            "gates");
    private static final List<String> OF_MODEL = List.of("name", "model", "data", "train");
    private static final List<String> OF_BENCH =
            List.of("source", "fps", "frames", "warmup", "rounds", "limit", "device", "threads");
    private static final List<String> OF_SET = List.of("name", "models");
    private static final List<String> OF_SAMPLES = List.of("test", "train", "calibration", "probes", "slow_probes");
    private static final String NONE = "none";

    private final Path file;
    private final JsonTree tree;
    private final Known known;
    private final List<String> problems = new ArrayList<>();

    private StudyText(Path file, JsonTree tree, Known known) {
        this.file = file;
        this.tree = tree;
        this.known = known;
    }

    /** Reads a study; paths in it begin where its file lies. */
    public static StudyPlan read(Path file, Optional<Thoroughness> preset, long seed, int threads, Known known) {
        JsonTree tree = Yaml.read(file, "study");
        if (!tree.isObject()) {
            throw new InvalidPlanException(
                    "%s holds no study; 'edgeopt init' writes one to begin with".formatted(file));
        }
        return new StudyText(file, tree, known).plan(preset, seed, threads);
    }

    private StudyPlan plan(Optional<Thoroughness> asked, long usualSeed, int usualThreads) {
        checkFields(tree, "", FIELDS);
        Thoroughness preset = asked.or(
                        () -> field(tree, "preset", JsonTree::text).flatMap(this::preset))
                .orElse(Thoroughness.QUICK);
        Amounts amounts = amounts(preset.amounts());
        StudyPlan usual = StudyPlan.usual(preset, usualSeed, usualThreads, known);
        List<PlannedModel> models = models().orElse(usual.models());
        StudyPlan plan = new StudyPlan(
                preset,
                amounts,
                field(tree, "seed", JsonTree::integer).orElse(usualSeed),
                field(tree, "threads", JsonTree::integer).map(Long::intValue).orElse(usualThreads),
                models,
                names("variants", known.variants()).orElse(usual.variants()),
                names("explain", known.explainers()).orElse(usual.explain()),
                bench(PlannedBench.of(amounts)),
                together(models),
                field(tree, "gates", JsonTree::elements).orElse(List.of()).stream()
                        .flatMap(gate -> said(gate, JsonTree::text).stream())
                        .toList());
        if (!problems.isEmpty()) {
            throw new InvalidPlanException(
                    problems.size() == 1
                            ? "%s: %s".formatted(file, problems.get(0))
                            : "%s has %d problems: %s".formatted(file, problems.size(), String.join("; ", problems)));
        }
        return plan;
    }

    private Optional<Thoroughness> preset(String name) {
        try {
            return Optional.of(Thoroughness.named(name));
        } catch (InvalidPlanException e) {
            problems.add("preset: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Amounts amounts(Amounts usual) {
        Optional<JsonTree> samples = field(tree, "samples", node -> node);
        samples.ifPresent(node -> checkFields(node, "samples.", OF_SAMPLES));
        return new Amounts(
                count(samples, "test", usual.testSamples()),
                count(samples, "train", usual.trainSamples()),
                count(samples, "calibration", usual.calibration()),
                count(samples, "probes", usual.probes()),
                count(samples, "slow_probes", usual.occlusionProbes()),
                count(Optional.of(tree), "steps", usual.tuneSteps()),
                count(Optional.of(tree), "student_steps", usual.studentSteps()),
                usual.layers(),
                usual.frames(),
                usual.warmup(),
                usual.rounds(),
                usual.fps(),
                usual.models());
    }

    private int count(Optional<JsonTree> node, String name, int usual) {
        Optional<Long> given = node.flatMap(one -> field(one, name, JsonTree::integer));
        if (given.filter(count -> count < 1 || count > Integer.MAX_VALUE).isPresent()) {
            problems.add("%s cannot be %d; give 1 or more".formatted(name, given.get()));
            return usual;
        }
        return given.map(Long::intValue).orElse(usual);
    }

    private Optional<List<PlannedModel>> models() {
        Optional<List<JsonTree>> given = field(tree, "models", JsonTree::elements);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (given.get().isEmpty()) {
            problems.add("models: names no model");
        }
        List<PlannedModel> models = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonTree one : given.get()) {
            Optional<PlannedModel> model =
                    one.isObject() ? described(one) : said(one, JsonTree::text).map(this::named);
            model.ifPresent(planned -> {
                if (!names.add(planned.name())) {
                    problems.add("models: two are called '%s'; give one another name".formatted(planned.name()));
                }
                check(planned);
                models.add(planned);
            });
        }
        return Optional.of(models);
    }

    private PlannedModel named(String name) {
        return new PlannedModel(name, name, Optional.empty(), Optional.empty());
    }

    private Optional<PlannedModel> described(JsonTree one) {
        checkFields(one, "models.", OF_MODEL);
        Optional<String> name = field(one, "name", JsonTree::text);
        Optional<String> model = field(one, "model", JsonTree::text).or(() -> name);
        if (model.isEmpty()) {
            problems.add("models: one has neither 'name' nor 'model'");
            return Optional.empty();
        }
        String called = name.orElseGet(
                () -> String.valueOf(Path.of(model.get()).getFileName()).replaceFirst("\\.onnx$", ""));
        String found = model.get().endsWith(".onnx") ? resolved(model.get()).toString() : model.get();
        return Optional.of(new PlannedModel(
                called,
                found,
                field(one, "data", JsonTree::text).map(this::resolved),
                field(one, "train", JsonTree::text).map(this::resolved)));
    }

    private Path resolved(String place) {
        return file.resolveSibling(place);
    }

    private void check(PlannedModel planned) {
        String model = planned.model();
        if (model.endsWith(".onnx")) {
            if (!Files.isRegularFile(Path.of(model))) {
                problems.add("models: there is no file %s".formatted(model));
            }
            if (planned.data().isEmpty()) {
                problems.add("models: %s needs 'data', labelled samples to score on".formatted(planned.name()));
            }
        } else if (!known.models().contains(model)) {
            problems.add(unknown("models", model, known.models()));
        }
        List.of(planned.data(), planned.train())
                .forEach(place -> place.filter(path -> !Files.exists(path))
                        .ifPresent(path -> problems.add("models: %s: there is no %s".formatted(planned.name(), path))));
    }

    private Optional<List<String>> names(String field, List<String> meant) {
        Optional<JsonTree> given = field(tree, field, node -> node);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (!given.get().isArray()) {
            Optional<String> word = said(given.get(), JsonTree::text);
            if (word.isPresent() && !word.get().equals(NONE)) {
                problems.add("%s: '%s' is no list; write [%s], or none".formatted(field, word.get(), word.get()));
            }
            return Optional.of(List.of());
        }
        List<String> names = new ArrayList<>();
        for (JsonTree one : given.get().elements()) {
            said(one, JsonTree::text).ifPresent(name -> {
                if (!meant.contains(name)) {
                    problems.add(unknown(field, name, meant));
                } else if (names.contains(name)) {
                    problems.add("%s: '%s' stands there twice".formatted(field, name));
                }
                names.add(name);
            });
        }
        return Optional.of(names);
    }

    private Optional<PlannedBench> bench(PlannedBench usual) {
        Optional<JsonTree> given = field(tree, "bench", node -> node);
        if (given.isEmpty()) {
            return Optional.of(usual);
        }
        JsonTree node = given.get();
        if (!node.isObject()) {
            said(node, JsonTree::text)
                    .filter(word -> !word.equals(NONE))
                    .ifPresent(word -> problems.add("bench: expected fields such as 'source', or none, found " + word));
            return Optional.empty();
        }
        checkFields(node, "bench.", OF_BENCH);
        return Optional.of(new PlannedBench(
                field(node, "source", JsonTree::text).orElse(usual.source()),
                positive(node, "fps", usual.fps()),
                count(given, "frames", usual.frames()),
                positive(node, "warmup", usual.warmup()),
                count(given, "rounds", usual.rounds()),
                field(node, "limit", JsonTree::text),
                field(node, "device", JsonTree::text),
                field(node, "threads", JsonTree::integer).map(Long::intValue).orElse(usual.threads())));
    }

    private Optional<List<PlannedSet>> together(List<PlannedModel> models) {
        Optional<JsonTree> given = field(tree, "together", node -> node);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (!given.get().isArray()) {
            said(given.get(), JsonTree::text)
                    .filter(word -> !word.equals(NONE))
                    .ifPresent(word -> problems.add("together: expected a list of sets, or none, found " + word));
            return Optional.of(List.of());
        }
        List<String> names = models.stream().map(PlannedModel::name).toList();
        List<PlannedSet> sets = new ArrayList<>();
        for (JsonTree one : given.get().elements()) {
            checkFields(one, "together.", OF_SET);
            Map<String, Integer> strides = new TreeMap<>();
            Optional<JsonTree> members = field(one, "models", node -> node).filter(JsonTree::isObject);
            members.ifPresent(node -> node.fieldNames().forEach(name -> {
                if (!names.contains(name)) {
                    problems.add(unknown("together", name, names));
                }
                strides.put(name, count(members, name, 1));
            }));
            if (strides.size() < 2) {
                problems.add("together: a set needs two models or more, each with its stride: {fire: 4, object: 2}");
            }
            sets.add(new PlannedSet(
                    field(one, "name", JsonTree::text).orElseGet(() -> String.join(" + ", strides.keySet())), strides));
        }
        return Optional.of(sets);
    }

    private double positive(JsonTree node, String name, double usual) {
        Optional<Double> given = field(node, name, JsonTree::number);
        if (given.filter(value -> !(value > 0)).isPresent()) {
            problems.add("bench.%s cannot be %s; give more than 0".formatted(name, given.get()));
        }
        return given.orElse(usual);
    }

    private void checkFields(JsonTree node, String place, List<String> meant) {
        for (String name : node.fieldNames()) {
            if (!meant.contains(name)) {
                problems.add("there is no field '%s%s'%s (known: %s)"
                        .formatted(place, name, Suggestion.sentence(name, meant), String.join(", ", meant)));
            }
        }
    }

    private static String unknown(String field, String name, List<String> meant) {
        return "%s: there is no '%s'%s (known: %s)"
                .formatted(field, name, Suggestion.sentence(name, meant), String.join(", ", meant));
    }

    private <T> Optional<T> field(JsonTree node, String name, Function<JsonTree, T> as) {
        return node.isObject() && node.has(name) ? said(node.field(name), as) : Optional.empty();
    }

    /** What it says, if it is of the right kind; else one problem more. */
    private <T> Optional<T> said(JsonTree node, Function<JsonTree, T> as) {
        try {
            return Optional.of(as.apply(node));
        } catch (EdgeoptException e) {
            problems.add(String.valueOf(e.getMessage()).replace(file + ".", "").replace(file + ": ", ""));
            return Optional.empty();
        }
    }
}
