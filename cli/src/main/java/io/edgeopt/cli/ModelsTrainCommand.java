package io.edgeopt.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a network. The work is {@link TrainingRun}'s, so that devices, which have no PyTorch, can load this class. */
@Command(
        name = "train",
        description = "Train a model by its recipe, an architecture on your data, or a model of yours further.",
        footer = {
            "",
            "Options change the recipe; what was used is written beside the model as recipe.json. How it went is in",
            "training.html, training.md, charts/ and curve.csv.",
            "A training that is interrupted, by Ctrl-C or worse, goes on when the same command is given again.",
            "",
            "Example:",
            "  edgeopt models train fire --data drawn-fire -o trained/fire"
        })
final class ModelsTrainCommand extends ToolCommand {
    @Parameters(
            paramLabel = "NAME",
            description = "A model that has a recipe, an architecture's name, or an ONNX file with a card.")
    private String name = "";

    @Option(
            names = "--data",
            paramLabel = "DATA",
            required = true,
            description = "What to learn from; may be given several times. Of divided data the part 'train' is taken.")
    private List<Path> data = new ArrayList<>();

    @Option(
            names = "--val",
            paramLabel = "DATA",
            description = "What to choose the best epoch by (default: the parts 'val' of the data).")
    private List<Path> validation = new ArrayList<>();

    @Option(
            names = "--test",
            paramLabel = "NAME=DATA",
            description = "Sets on which the result is scored for its card (default: the parts 'test' of the data).")
    private Map<String, Path> tests = new LinkedHashMap<>();

    @Option(names = "-o", paramLabel = "DIR", required = true, description = "Where the model and its files go.")
    private Path output = Path.of("");

    @Option(names = "--recipe", paramLabel = "FILE", description = "Follow this recipe.")
    private Optional<Path> recipe = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "MODEL",
            description = "Begin with the weights of this model where they fit: the best.onnx of another training.")
    private Optional<Path> from = Optional.empty();

    @Option(names = "--teacher", paramLabel = "MODEL", description = "Learn from this model's answers too.")
    private Optional<String> teacher = Optional.empty();

    @Mixin
    private RecipeOptions changes = new RecipeOptions();

    String name() {
        return name;
    }

    List<Path> data() {
        return data;
    }

    List<Path> validation() {
        return validation;
    }

    Map<String, Path> tests() {
        return tests;
    }

    Path output() {
        return output;
    }

    Optional<Path> recipe() {
        return recipe;
    }

    Optional<Path> from() {
        return from;
    }

    Optional<String> teacher() {
        return teacher;
    }

    RecipeOptions changes() {
        return changes;
    }

    @Override
    Exit run(Console console) {
        return new TrainingRun(this, console).run();
    }
}
