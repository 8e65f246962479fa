package io.edgeopt.cli;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.DataDigest;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Merged;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.search.Budgets;
import io.edgeopt.core.search.Figures;
import io.edgeopt.core.search.SearchResult;
import io.edgeopt.core.study.Decisions;
import io.edgeopt.core.study.run.StudyStore;
import io.edgeopt.optimizers.search.Choice;
import io.edgeopt.optimizers.search.Halving;
import io.edgeopt.optimizers.search.SearchSettings;
import io.edgeopt.reports.search.SearchPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the recipe that suits a model and its budgets. */
@Command(
        name = "search",
        description = {
            "Find the best recipes for a model: try many, stop those that lose, train the others for longer.",
            "Writes the models that none other beats in everything, and the one to take under the budgets."
        },
        footer = {
            "",
            "Given again, it does only what is not done yet; what was interrupted goes on where it stood.",
            "",
            "Example:",
            "  edgeopt search fire --data drawn-fire -o found --max-latency 0.5 --max-drop 0.01"
        })
final class SearchCommand extends ToolCommand {
    @Parameters(paramLabel = "MODEL", description = "ONNX file with a card, or a name from 'edgeopt models list'.")
    private String model = "";

    @Option(names = "-o", required = true, paramLabel = "DIR", description = "Where everything is written.")
    private Path output = Path.of("");

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DATA",
            description = "Labelled samples: the part 'train' to learn from, 'val' to judge recipes by, and 'test' to"
                    + " score the best at the end. May be given several times.")
    private List<Path> data = new ArrayList<>();

    @Option(
            names = "--val",
            paramLabel = "DATA",
            description = "What to judge recipes by (default: the parts 'val' of the data).")
    private List<Path> validation = new ArrayList<>();

    @Option(
            names = "--test",
            paramLabel = "DATA",
            description = "What to score the best on (default: the parts 'test' of the data).")
    private List<Path> test = new ArrayList<>();

    @Option(
            names = "--calib",
            paramLabel = "DATA",
            description = "Samples to learn ranges from, for the steps that need them (default: the first --data).")
    private Optional<Path> calibration = Optional.empty();

    @Option(
            names = "--space",
            paramLabel = "FILE",
            description =
                    "A YAML file with the recipes to try (default: prune, separate, tune and quantize in 55 ways).")
    private Optional<Path> space = Optional.empty();

    @Mixin
    private BudgetOptions budgets = new BudgetOptions();

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "270",
            description = "How long those train that come to the end (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--rungs",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "In how many stages, each of which makes trainings three times as long; after each but the last"
                            + " some are stopped (default: ${DEFAULT-VALUE}).")
    private int rungs;

    @Option(
            names = "--effort",
            paramLabel = "X",
            defaultValue = "0.3",
            description = "How much is trained at most, as a share of training every recipe to the end; 1 does that"
                    + " (default: ${DEFAULT-VALUE}).")
    private double effort;

    @Option(
            names = "--no-latency",
            description = "Do not measure times: recipes are judged by MACs, and a rerun gives the same everywhere.")
    private boolean untimed;

    @Option(
            names = "--measure-again",
            description = "Do not keep to the times that were measured when DIR was written before.")
    private boolean measureAgain;

    @Override
    Exit run(Console console) {
        AtomicFile.checkWritableFolder(output);
        budgets.check();
        if (untimed && budgets.needsTime()) {
            throw new InvalidPlanException("--max-latency needs times; leave out --no-latency");
        }
        SearchSettings settings = new SearchSettings(steps, rungs, effort);
        RecipeCommands commands = new RecipeCommands();
        List<SearchRecipe> recipes =
                space.map(file -> SearchSpace.read(file, commands)).orElseGet(() -> SearchSpace.usual(commands));
        if (recipes.stream().anyMatch(recipe -> recipe.candidate().trains())) {
            Catalog.requirePyTorch("a search with trainings");
        }
        KnownModel source = KnownModel.of(model, new CardOptions());
        ModelCard card = source.described()
                .orElseThrow(() -> new InvalidModelException(
                        "%s has no card, without which nothing can be scored; 'edgeopt models import' writes one"
                                .formatted(source.file())));
        LearningData parts = LearningData.open(data, validation, test);
        if (parts.validation().isEmpty()) {
            throw new InvalidDataException(
                    "the data have no part 'val' to judge recipes by; give some with --val DATA");
        }
        Dataset judged = Merged.of(parts.validation(), card.labels());
        Backend backend = Catalog.backend("onnxruntime");
        Scorer scorer = new Scorer(judged, card, backend, common().threads(), common().seed());
        StudyStore store = StudyStore.open(output);
        RecipeEvaluator evaluator = new RecipeEvaluator(
                new RecipeEvaluator.Job(
                        source,
                        new RecipeCommands.Given(source.file(), data, validation, calibration, false, common()),
                        digest(parts),
                        store,
                        scorer,
                        backend,
                        !untimed),
                recipes,
                earlier());
        Figures before = evaluator.source();
        Budgets asked = budgets.of(before);
        Halving.Outcome outcome = new Halving(settings, asked, evaluator, new SearchLines(console))
                .run(recipes.stream().map(SearchRecipe::candidate).toList(), before);
        Choice choice = Choice.of(outcome.candidates(), before, asked);
        Rivals rivals = new Rivals(parts.test(), backend, common().threads(), common().seed(), console.progress());
        SearchResult result = new SearchFindings(source, evaluator, rivals, output)
                .written(
                        new SearchFindings.Work(
                                scorer.metric(source.model()), judged.name(), before, asked, common().seed()),
                        outcome,
                        choice);
        SearchPage.write(result, output);
        console.print(new SearchText(result));
        console.line("%s", output.resolve(SearchPage.HTML));
        console.emit(result);
        return result.missed().isEmpty() ? Exit.DONE : Exit.GOAL_MISSED;
    }

    private Decisions earlier() {
        Path file = output.resolve(Decisions.FILE);
        return measureAgain || !Files.exists(file) ? Decisions.NONE : Decisions.read(file);
    }

    private String digest(LearningData parts) {
        String all = Stream.of(parts.training(), parts.validation())
                .map(sets -> sets.stream().map(DataDigest::of).collect(Collectors.joining(",")))
                .collect(Collectors.joining(";"));
        return StudyStore.key(all, calibration.map(Path::toString).orElse(""));
    }
}
