package io.edgeopt.cli;

import io.edgeopt.autograd.recipe.RecipeTraining;
import io.edgeopt.autograd.recipe.RecipeTraining.Material;
import io.edgeopt.autograd.recipe.RecipeTraining.Tools;
import io.edgeopt.autograd.recipe.RecipeTraining.Trained;
import io.edgeopt.autograd.recipe.Teacher;
import io.edgeopt.autograd.recipe.TrainingRecipe;
import io.edgeopt.autograd.train.TrainingResult.End;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.evaluate.Answers;
import io.edgeopt.core.evaluate.Evaluation;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.CardMetric;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.task.metric.Bootstrap;
import io.edgeopt.core.task.metric.Score;
import io.edgeopt.datasets.DataSource;
import io.edgeopt.datasets.Datasets;
import io.edgeopt.reports.TrainingReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What {@code models train} does. */
final class TrainingRun {
    private final ModelsTrainCommand command;
    private final Console console;

    /** The JSON of a training. */
    record Report(
            String model,
            String digest,
            End end,
            int epochs,
            OptionalDouble best,
            int bestEpoch,
            List<CardMetric> metrics) {}

    TrainingRun(ModelsTrainCommand command, Console console) {
        this.command = command;
        this.console = console;
    }

    Exit run() {
        AtomicFile.checkWritableFolder(command.output());
        Catalog.requirePyTorch("training");
        List<DataSource> sources = command.data().stream().map(Datasets::open).toList();
        List<Dataset> training =
                sources.stream().map(source -> partOrWhole(source, "train")).toList();
        List<Dataset> validation = command.validation().isEmpty()
                ? sources.stream()
                        .flatMap(source -> part(source, "val").stream())
                        .toList()
                : command.validation().stream()
                        .map(place -> partOrWhole(Datasets.open(place), "val"))
                        .toList();
        Optional<Architecture> start = start();
        if (start.isPresent() && command.from().isPresent()) {
            throw new InvalidPlanException(
                    "%s brings its own weights; give an architecture's name beside --from".formatted(command.name()));
        }
        TrainingRecipe recipe = RecipeChoice.of(command, start, training.get(0).labels());
        Optional<Teacher> teacher = command.teacher()
                .map(Catalog::modelFile)
                .map(file ->
                        new Teacher(Model.read(file), ModelCard.beside(file).map(ModelCard::read)));
        Tools tools = new Tools(Catalog.architectures(), Catalog.backend("onnxruntime"), Catalog::video);
        Material material =
                new Material(training, validation, start, command.from().map(Model::read), teacher);
        try (StopSignal stop = new StopSignal()) {
            Trained trained = new RecipeTraining(recipe, tools)
                    .run(material, command.output(), stop::isWanted, console.progress());
            return written(recipe, trained, sources);
        }
    }

    private Exit written(TrainingRecipe recipe, Trained trained, List<DataSource> sources) {
        Path file = command.output().resolve(recipe.name() + ".onnx");
        int epochs = trained.result().curve().points().size();
        TrainingAccount account = TrainingAccount.of(recipe, command, sources, epochs);
        Path cardFile = command.output().resolve(recipe.name() + ".json");
        Lineage.noted(trained.model(), trained.model(), account.step()).write(file);
        AtomicFile.write(command.output().resolve("recipe.json"), Json.write(recipe));
        boolean stopped = trained.result().end() == End.STOPPED;
        if (!stopped) {
            // Drawing starts what cannot be started while a process ends.
            TrainingReport.of(recipe.name(), trained.result().curve()).write(command.output());
        }
        List<CardMetric> metrics = stopped ? List.of() : metrics(file, trained.card(), sources);
        String digest = FileDigest.sha256(file);
        ModelCard card = trained.card()
                .afterLearning(
                        account.step(),
                        account.data(),
                        dayOf(digest, cardFile),
                        recipe.plan().seed())
                .withMetrics(metrics)
                .withDigest(digest);
        card.write(cardFile);
        trained.result()
                .best()
                .ifPresent(best -> console.line(
                        "best %s %.4f, after epoch %d of %d",
                        trained.result().curve().metric(),
                        best,
                        trained.result().bestEpoch(),
                        epochs));
        metrics.forEach(metric -> console.line(
                "%s: %s",
                metric.set(), new Score(metric.name(), metric.value(), metric.low(), metric.high(), metric.n())));
        console.line("%s%s", file, stopped ? " (stopped before the end; give the same command again to go on)" : "");
        console.emit(new Report(
                file.toString(),
                card.digest().orElse(""),
                trained.result().end(),
                epochs,
                trained.result().best(),
                trained.result().bestEpoch(),
                metrics));
        return Exit.DONE;
    }

    private List<CardMetric> metrics(Path file, ModelCard card, List<DataSource> sources) {
        Map<String, Dataset> tests = new LinkedHashMap<>();
        command.tests().forEach((name, place) -> tests.put(name, partOrWhole(Datasets.open(place), "test")));
        if (tests.isEmpty()) {
            for (DataSource source : sources) {
                part(source, "test").ifPresent(test -> tests.put(test.name(), test));
            }
        }
        List<CardMetric> metrics = new ArrayList<>();
        Bootstrap bootstrap = Bootstrap.seeded(command.common().seed());
        SessionOptions options =
                SessionOptions.DEFAULT.withThreads(command.common().threads());
        try (Session session = Catalog.backend("onnxruntime").open(file, options)) {
            tests.forEach((name, data) -> {
                Answers answers = new Evaluation(session, card, Evaluation.Settings.DEFAULT, Catalog::video)
                        .over(data, console.progress());
                for (Score score : bootstrap.scores(answers.overall().get(0))) {
                    metrics.add(
                            new CardMetric(name, score.name(), score.value(), score.low(), score.high(), score.n()));
                }
            });
        }
        return metrics;
    }

    /**
     * The model to begin with, with its card: the one of a file, or a named one whose recipe names no architecture, as of
     * models that were adapted. None where an architecture is built.
     */
    private Optional<Architecture> start() {
        if (command.name().endsWith(".onnx")) {
            return Optional.of(carded(Path.of(command.name())));
        }
        return Catalog.recipe(command.name())
                .map(TrainingRecipe::read)
                .filter(recipe -> !Catalog.architectures().names().contains(recipe.architecture()))
                .map(recipe -> carded(Catalog.modelFile(command.name())));
    }

    private static Architecture carded(Path file) {
        Model model = Model.read(file);
        Path card = ModelCard.beside(file)
                .orElseThrow(() -> new InvalidPlanException(
                        "%s has no card beside it, which says how it is fed and read; write %s first"
                                .formatted(file, file.toString().replaceAll("onnx$", "json"))));
        return new Architecture(model, ModelCard.read(card));
    }

    private static Optional<Dataset> part(DataSource source, String name) {
        return source.splits().contains(name) ? Optional.of(source.split(name)) : Optional.empty();
    }

    /** Today; of a training that was complete before and is asked for again, the day on which it was. */
    private static String dayOf(String digest, Path cardFile) {
        return Optional.of(cardFile)
                .filter(Files::exists)
                .map(ModelCard::read)
                .filter(before -> before.digest().filter(digest::equals).isPresent())
                .flatMap(ModelCard::date)
                .orElseGet(() -> LocalDate.now(ZoneId.systemDefault()).toString());
    }

    static Dataset partOrWhole(DataSource source, String name) {
        return part(source, name).orElseGet(source::dataset);
    }
}
