package io.edgeopt.cli;

import io.edgeopt.cli.RecipeText.RecipeStep;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.optimize.DrawnInputs;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.search.Candidate;
import io.edgeopt.core.search.Figures;
import io.edgeopt.core.study.Decisions;
import io.edgeopt.core.study.run.StudyStore;
import io.edgeopt.core.trace.Cost;
import io.edgeopt.core.trace.Trace;
import io.edgeopt.optimizers.prune.Turns;
import io.edgeopt.optimizers.search.Evaluator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Evaluates recipes by running their commands, each on what the one before it wrote. What was written is kept under a
 * name that says all on which it hangs: recipes that begin alike share their beginnings, a longer training goes on where
 * the shorter one ended, and a search that was killed goes on where it stood.
 */
final class RecipeEvaluator implements Evaluator {
    private static final String LATENCY = "latency";

    private final Job job;
    private final RecipeCommands commands = new RecipeCommands();
    private final Map<String, SearchRecipe> recipes = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> decided = new TreeMap<>();

    /**
     * What stays the same for all recipes.
     *
     * @param data says which samples are learnt from and judged by
     * @param timed whether latencies are measured
     */
    record Job(
            KnownModel source,
            RecipeCommands.Given given,
            String data,
            StudyStore store,
            Scorer scorer,
            Backend backend,
            boolean timed) {}

    /** A file that was written before. */
    private record Step(String digest) {}

    /** Measures again what {@code earlier} does not say. */
    RecipeEvaluator(Job job, List<SearchRecipe> recipes, Decisions earlier) {
        this.job = job;
        recipes.forEach(recipe -> this.recipes.put(recipe.candidate().recipe(), recipe));
        earlier.decisions().forEach((recipe, known) -> {
            boolean same = circumstances().entrySet().stream()
                    .allMatch(each -> Objects.equals(known.get(each.getKey()), each.getValue()));
            if (same) {
                decided.put(recipe, known);
            }
        });
    }

    /** All on which a measurement hangs. */
    private Map<String, String> circumstances() {
        Machine machine = Machine.here();
        return Map.of(
                "source",
                FileDigest.sha256(job.source().file()),
                "machine",
                machine.cpu() + " " + String.join(" ", machine.features()));
    }

    /** The steps that were done for a candidate. */
    RecipeText done(Candidate candidate, List<Integer> stretches) {
        return Objects.requireNonNull(recipes.get(candidate.recipe())).trained(stretches);
    }

    @Override
    public Figures figures(Candidate candidate, List<Integer> stretches) {
        return figures(candidate.recipe(), file(candidate, stretches));
    }

    /** Of the model as it came. */
    Figures source() {
        return figures("", job.source().file());
    }

    private Figures figures(String recipe, Path file) {
        String key = StudyStore.key("figures", Version.text(), FileDigest.sha256(file), job.data());
        Figures kept = job.store().once("searched", key, Figures.class, () -> {
            Model model = Model.read(file);
            Cost cost = Cost.of(model, Trace.ofShapes(model, job.backend(), Map.of()));
            return new Figures(
                    job.scorer().score(model), OptionalDouble.empty(), InputFile.size(file, "model"), cost.macs());
        });
        OptionalDouble latency =
                job.timed() ? OptionalDouble.of(recipe.isEmpty() ? 1 : latency(recipe, file)) : OptionalDouble.empty();
        return new Figures(kept.score(), latency, kept.bytes(), kept.macs());
    }

    /** Hangs on the graph alone, so that more training changes nothing; to a hundredth, which is more than can be known. */
    private double latency(String recipe, Path file) {
        Map<String, String> known = decided.get(recipe);
        if (known != null && known.containsKey(LATENCY)) {
            return Double.parseDouble(Objects.requireNonNull(known.get(LATENCY)));
        }
        Model source = job.source().model();
        double share = Turns.share(
                Model.read(file),
                source,
                DrawnInputs.of(source, 1, job.given().common().seed()).get(0),
                job.backend());
        String rounded = String.format(Locale.ROOT, "%.2f", share);
        Map<String, String> all = new TreeMap<>(circumstances());
        all.put(LATENCY, rounded);
        decided.put(recipe, all);
        new Decisions(decided).write(job.store().folder().resolve(Decisions.FILE));
        return Double.parseDouble(rounded);
    }

    /** The candidate's model, which is made where it is not there. */
    Path file(Candidate candidate, List<Integer> stretches) {
        Path from = job.source().file();
        for (RecipeStep step : done(candidate, stretches).steps()) {
            from = after(step, from);
        }
        return from;
    }

    private Path after(RecipeStep step, Path from) {
        String key = StudyStore.key(
                "step",
                Version.text(),
                FileDigest.sha256(from),
                step.text(),
                job.data(),
                job.given().common().seed(),
                job.given().common().threads());
        Path to = job.store().folder().resolve("work").resolve("models").resolve(key + ".onnx");
        boolean there = job.store()
                .kept("steps", key, Step.class)
                .filter(kept -> StudyStore.isWhole(to, kept.digest()))
                .isPresent();
        if (!there) {
            Path json = to.resolveSibling(key + "-report.json");
            StringWriter err = new StringWriter();
            int code = new Main(new PrintWriter(Writer.nullWriter()), new PrintWriter(err))
                    .run(commands.words(step, from, to, json, job.given()));
            if (code > Exit.GOAL_MISSED.code() || !Files.exists(to)) {
                throw new UnsupportedModelException("%s: %s".formatted(step.text(), last(err.toString())));
            }
            job.store().keep("steps", key, new Step(FileDigest.sha256(to)));
        }
        return to;
    }

    /** What a command said last, without its name. */
    private static String last(String said) {
        List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty()
                ? "it wrote nothing"
                : lines.get(lines.size() - 1).replaceFirst("^edgeopt: ", "");
    }
}
