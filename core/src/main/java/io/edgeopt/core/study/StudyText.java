package io.edgeopt.core.study;

import io.edgeopt.core.InvalidPlanException;
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
            "prune",
            "steps",
            "student_steps",
            "controls",
            "gates");
    private static final List<String> OF_MODEL = List.of("name", "model", "data", "train");
    private static final List<String> OF_BENCH =
            List.of("source", "fps", "frames", "warmup", "rounds", "limit", "device", "threads");
    private static final List<String> OF_SET = List.of("name", "models");
    private static final List<String> OF_SAMPLES = List.of("test", "train", "calibration", "probes", "slow_probes");
    private static final List<String> OF_PRUNING = List.of("zeros", "macs_left");
    private static final String NONE = "none";

    private final Path file;
    private final JsonTree tree;
    private final Known known;
    private final StudyFields fields;

    private StudyText(Path file, JsonTree tree, Known known) {
        this.file = file;
        this.tree = tree;
        this.known = known;
        this.fields = new StudyFields(file);
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
        fields.checkFields(tree, "", FIELDS);
        Thoroughness preset = asked.or(
                        () -> fields.field(tree, "preset", JsonTree::text).flatMap(this::preset))
                .orElse(Thoroughness.QUICK);
        Amounts amounts = amounts(preset.amounts());
        StudyPlan usual = StudyPlan.usual(preset, usualSeed, usualThreads, known);
        List<PlannedModel> models = models().orElse(usual.models());
        StudyPlan plan = new StudyPlan(
                preset,
                amounts,
                fields.field(tree, "seed", JsonTree::integer).orElse(usualSeed),
                fields.field(tree, "threads", JsonTree::integer)
                        .map(Long::intValue)
                        .orElse(usualThreads),
                models,
                names("variants", known.variants()).orElse(usual.variants()),
                names("explain", known.explainers()).orElse(usual.explain()),
                bench(PlannedBench.of(amounts)),
                together(models),
                fields.field(tree, "gates", JsonTree::elements).orElse(List.of()).stream()
                        .flatMap(gate -> fields.said(gate, JsonTree::text).stream())
                        .toList());
        List<String> problems = fields.problems();
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
            fields.problem("preset: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Amounts amounts(Amounts usual) {
        Optional<JsonTree> samples = fields.field(tree, "samples", node -> node);
        samples.ifPresent(node -> fields.checkFields(node, "samples.", OF_SAMPLES));
        Optional<JsonTree> pruning = fields.field(tree, "prune", node -> node);
        pruning.ifPresent(node -> fields.checkFields(node, "prune.", OF_PRUNING));
        return new Amounts(
                fields.count(samples, "test", usual.testSamples()),
                fields.count(samples, "train", usual.trainSamples()),
                fields.count(samples, "calibration", usual.calibration()),
                fields.count(samples, "probes", usual.probes()),
                fields.count(samples, "slow_probes", usual.occlusionProbes()),
                usual.coarse(),
                fields.share(pruning, "zeros", usual.zeros()),
                fields.share(pruning, "macs_left", usual.macsLeft()),
                fields.count(Optional.of(tree), "steps", usual.tuneSteps(), 0),
                fields.count(Optional.of(tree), "student_steps", usual.studentSteps()),
                fields.field(tree, "controls", JsonTree::truth).orElse(usual.controls()),
                usual.resamplings(),
                usual.layers(),
                usual.frames(),
                usual.warmup(),
                usual.rounds(),
                usual.fps(),
                usual.models());
    }

    private Optional<List<PlannedModel>> models() {
        Optional<List<JsonTree>> given = fields.field(tree, "models", JsonTree::elements);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (given.get().isEmpty()) {
            fields.problem("models: names no model");
        }
        List<PlannedModel> models = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonTree one : given.get()) {
            Optional<PlannedModel> model = one.isObject()
                    ? described(one)
                    : fields.said(one, JsonTree::text).map(this::named);
            model.ifPresent(planned -> {
                if (!names.add(planned.name())) {
                    fields.problem("models: two are called '%s'; give one another name".formatted(planned.name()));
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
        fields.checkFields(one, "models.", OF_MODEL);
        Optional<String> name = fields.field(one, "name", JsonTree::text);
        Optional<String> model = fields.field(one, "model", JsonTree::text).or(() -> name);
        if (model.isEmpty()) {
            fields.problem("models: one has neither 'name' nor 'model'");
            return Optional.empty();
        }
        String called = name.orElseGet(
                () -> String.valueOf(Path.of(model.get()).getFileName()).replaceFirst("\\.onnx$", ""));
        String found = model.get().endsWith(".onnx") ? resolved(model.get()).toString() : model.get();
        return Optional.of(new PlannedModel(
                called,
                found,
                fields.field(one, "data", JsonTree::text).map(this::resolved),
                fields.field(one, "train", JsonTree::text).map(this::resolved)));
    }

    private Path resolved(String place) {
        return file.resolveSibling(place);
    }

    private void check(PlannedModel planned) {
        String model = planned.model();
        if (model.endsWith(".onnx")) {
            if (!Files.isRegularFile(Path.of(model))) {
                fields.problem("models: there is no file %s".formatted(model));
            }
            if (planned.data().isEmpty()) {
                fields.problem("models: %s needs 'data', labelled samples to score on".formatted(planned.name()));
            }
        } else if (!known.models().contains(model)) {
            fields.problem(StudyFields.unknown("models", model, known.models()));
        }
        List.of(planned.data(), planned.train())
                .forEach(place -> place.filter(path -> !Files.exists(path))
                        .ifPresent(
                                path -> fields.problem("models: %s: there is no %s".formatted(planned.name(), path))));
    }

    private Optional<List<String>> names(String field, List<String> meant) {
        Optional<JsonTree> given = fields.field(tree, field, node -> node);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (!given.get().isArray()) {
            Optional<String> word = fields.said(given.get(), JsonTree::text);
            if (word.isPresent() && !word.get().equals(NONE)) {
                fields.problem("%s: '%s' is no list; write [%s], or none".formatted(field, word.get(), word.get()));
            }
            return Optional.of(List.of());
        }
        List<String> names = new ArrayList<>();
        for (JsonTree one : given.get().elements()) {
            fields.said(one, JsonTree::text).ifPresent(name -> {
                if (!meant.contains(name)) {
                    fields.problem(StudyFields.unknown(field, name, meant));
                } else if (names.contains(name)) {
                    fields.problem("%s: '%s' stands there twice".formatted(field, name));
                }
                names.add(name);
            });
        }
        return Optional.of(names);
    }

    private Optional<PlannedBench> bench(PlannedBench usual) {
        Optional<JsonTree> given = fields.field(tree, "bench", node -> node);
        if (given.isEmpty()) {
            return Optional.of(usual);
        }
        JsonTree node = given.get();
        if (!node.isObject()) {
            fields.said(node, JsonTree::text)
                    .filter(word -> !word.equals(NONE))
                    .ifPresent(
                            word -> fields.problem("bench: expected fields such as 'source', or none, found " + word));
            return Optional.empty();
        }
        fields.checkFields(node, "bench.", OF_BENCH);
        return Optional.of(new PlannedBench(
                fields.field(node, "source", JsonTree::text).orElse(usual.source()),
                fields.positive(node, "fps", usual.fps()),
                fields.count(given, "frames", usual.frames()),
                fields.positive(node, "warmup", usual.warmup()),
                fields.count(given, "rounds", usual.rounds()),
                fields.field(node, "limit", JsonTree::text),
                fields.field(node, "device", JsonTree::text),
                fields.field(node, "threads", JsonTree::integer)
                        .map(Long::intValue)
                        .orElse(usual.threads())));
    }

    private Optional<List<PlannedSet>> together(List<PlannedModel> models) {
        Optional<JsonTree> given = fields.field(tree, "together", node -> node);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (!given.get().isArray()) {
            fields.said(given.get(), JsonTree::text)
                    .filter(word -> !word.equals(NONE))
                    .ifPresent(word -> fields.problem("together: expected a list of sets, or none, found " + word));
            return Optional.of(List.of());
        }
        List<String> names = models.stream().map(PlannedModel::name).toList();
        List<PlannedSet> sets = new ArrayList<>();
        for (JsonTree one : given.get().elements()) {
            fields.checkFields(one, "together.", OF_SET);
            Map<String, Integer> strides = new TreeMap<>();
            Optional<JsonTree> members =
                    fields.field(one, "models", node -> node).filter(JsonTree::isObject);
            members.ifPresent(node -> node.fieldNames().forEach(name -> {
                if (!names.contains(name)) {
                    fields.problem(StudyFields.unknown("together", name, names));
                }
                strides.put(name, fields.count(members, name, 1));
            }));
            if (strides.size() < 2) {
                fields.problem("together: a set needs two models or more, each with its stride: {fire: 4, object: 2}");
            }
            sets.add(new PlannedSet(
                    fields.field(one, "name", JsonTree::text).orElseGet(() -> String.join(" + ", strides.keySet())),
                    strides));
        }
        return Optional.of(sets);
    }
}
