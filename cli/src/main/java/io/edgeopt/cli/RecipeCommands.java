package io.edgeopt.cli;

import io.edgeopt.cli.RecipeText.RecipeStep;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The commands that make a model of a model, which recipes are written with. */
final class RecipeCommands {
    private static final List<String> OTHERS = List.of("optimize", "pack");

    /** As {@code prune --teacher self}: the model as it was before the recipe. */
    private static final String SELF = "self";

    private final Map<String, CommandSpec> known = new TreeMap<>();

    /**
     * What goes to all steps that take it.
     *
     * @param source what the recipe began with
     * @param validation samples to choose weights by, where they are not part of the data
     * @param scored whether steps score what they made, where the data have a part for it
     */
    record Given(
            Path source,
            List<Path> data,
            List<Path> validation,
            Optional<Path> calibration,
            boolean scored,
            CommonOptions common) {}

    RecipeCommands() {
        for (CommandLine below : Main.tree().getSubcommands().values()) {
            CommandSpec spec = below.getCommandSpec();
            boolean makes = spec.findOption("-o") != null
                    && spec.findOption("-o").paramLabel().equals("OUT")
                    && spec.positionalParameters().stream()
                            .anyMatch(p -> p.paramLabel().equals("MODEL"));
            if (makes && !OTHERS.contains(spec.name())) {
                known.put(spec.name(), spec);
            }
        }
    }

    /** Fails at the first thing that is wrong with a step. */
    void check(List<RecipeStep> steps) {
        for (RecipeStep step : steps) {
            Optional<String> wrong = problem(step);
            if (wrong.isPresent()) {
                throw new InvalidPlanException(wrong.get());
            }
        }
    }

    /** What is wrong with a step's name or with one of its options. */
    Optional<String> problem(RecipeStep step) {
        try {
            CommandSpec command = Catalog.named("step", step.command(), known);
            for (String word : step.options()) {
                String name = word.split("=", 2)[0];
                OptionSpec option = command.findOption(name);
                if (option == null) {
                    return Optional.of("step '%s' has no option '%s'%s"
                            .formatted(
                                    step.command(),
                                    name.substring(2),
                                    Suggestion.sentence(
                                            name, command.optionsMap().keySet())));
                }
                Optional<String> unknown = unknown(step, option, word);
                if (unknown.isPresent()) {
                    return unknown;
                }
            }
            List<String> words = new ArrayList<>(List.of(step.command(), "model.onnx", "-o", "out.onnx"));
            words.addAll(step.options());
            Main.tree().parseArgs(words.toArray(String[]::new));
            return Optional.empty();
        } catch (InvalidPlanException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (ParameterException e) {
            String why = String.valueOf(e.getMessage());
            return Optional.of("step '%s': %s"
                    .formatted(step.command(), why.substring(0, 1).toLowerCase(Locale.ROOT) + why.substring(1)));
        }
    }

    /** Where an option takes one of some words, another word. */
    private static Optional<String> unknown(RecipeStep step, OptionSpec option, String word) {
        Iterable<String> candidates = option.completionCandidates();
        if (candidates == null || !word.contains("=")) {
            return Optional.empty();
        }
        List<String> meant = new ArrayList<>(
                StreamSupport.stream(candidates.spliterator(), false).toList());
        Optional.ofNullable(option.defaultValue()).ifPresent(meant::add);
        String value = word.split("=", 2)[1];
        boolean fits = meant.stream().anyMatch(value::equalsIgnoreCase)
                || !option.splitRegex().isEmpty();
        return fits
                ? Optional.empty()
                : Optional.of("step '%s': %s is '%s'%s (known: %s)"
                        .formatted(
                                step.command(),
                                word.split("=", 2)[0].substring(2),
                                value,
                                Suggestion.sentence(value, meant),
                                String.join(", ", meant)));
    }

    /** The command line of a step from one file to another. */
    String[] words(RecipeStep step, Path from, Path to, Path json, Given given) {
        CommandSpec command = Catalog.named("step", step.command(), known);
        List<String> words = new ArrayList<>(List.of(step.command(), from.toString(), "-o", to.toString()));
        boolean prunes = command.name().equals("prune");
        for (String word : step.options()) {
            words.add(word.equals("--teacher=" + SELF) && !prunes ? "--teacher=" + given.source() : word);
        }
        boolean budget = command.findOption("--max-drop") != null;
        if (takes(step, command, "--data") && (!budget || step.has("--max-drop"))) {
            given.data().forEach(place -> words.addAll(List.of("--data", place.toString())));
            if (command.findOption("--val") != null && !step.has("--val")) {
                given.validation().forEach(place -> words.addAll(List.of("--val", place.toString())));
            }
            if (command.findOption("--no-test") != null && !given.scored()) {
                words.add("--no-test");
            }
        }
        if (takes(step, command, "--calib")) {
            given.calibration()
                    .or(() -> given.data().stream().findFirst())
                    .ifPresent(place -> words.addAll(List.of("--calib", place.toString())));
        }
        CommonOptions common = given.common();
        if (!step.has("--seed")) {
            words.addAll(List.of("--seed", Long.toString(common.seed())));
        }
        words.addAll(List.of("--threads", Integer.toString(common.threads()), "--json=" + json));
        if (common.quiet()) {
            words.add("--quiet");
        }
        return words.toArray(String[]::new);
    }

    /** Whether the command takes samples by that option; of simplify it is one array to compare on. */
    private static boolean takes(RecipeStep step, CommandSpec command, String option) {
        return command.findOption(option) != null
                && command.findOption(option).paramLabel().equals("DATA")
                && !step.has(option);
    }
}
