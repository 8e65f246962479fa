package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.evaluate.Answers;
import io.edgeopt.core.evaluate.Evaluation;
import io.edgeopt.core.evaluate.EvaluationResult;
import io.edgeopt.core.evaluate.Example;
import io.edgeopt.core.evaluate.Examples;
import io.edgeopt.core.face.DetectorFaceFinder;
import io.edgeopt.core.face.FaceReader;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.model.CardGuess;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.metric.Bootstrap;
import io.edgeopt.core.task.metric.Comparison;
import io.edgeopt.core.task.metric.Outcomes;
import io.edgeopt.core.task.metric.Score;
import io.edgeopt.datasets.DataSource;
import io.edgeopt.datasets.Datasets;
import io.edgeopt.reports.ExampleSheet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How good a model's answers are. */
@Command(
        name = "evaluate",
        description = "Score a model on labelled data, each metric with its 95 %% interval.",
        footer = {
            "",
            "DATA is a folder of pictures, a data-set folder, or an .npz with arrays x and y.",
            "",
            "Example:",
            "  edgeopt evaluate small.onnx --data test.npz --against big.onnx"
        })
final class EvaluateCommand extends ToolCommand {
    /** So many examples of either kind fill a picture that one can take in. */
    private static final int SHOWN = 12;

    @Parameters(paramLabel = "MODEL", description = "ONNX file, or the name of a model in the catalogue.")
    private String model = "";

    @Option(names = "--data", paramLabel = "DATA", required = true, description = "Labelled samples.")
    private Path data = Path.of("");

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "Which split of the data (default: test, else val, else all).")
    private Optional<String> split = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "SET",
            description = "Only the labels of this set of the card, such as home or city.")
    private Optional<String> set = Optional.empty();

    @Option(
            names = "--against",
            paramLabel = "BASELINE",
            description = "Compare with this model on the same samples: paired intervals and McNemar's test.")
    private Optional<String> against = Optional.empty();

    @Option(
            names = "--topk",
            paramLabel = "K",
            defaultValue = "5",
            description = "Also score the first K classes; 1 for none (default: ${DEFAULT-VALUE}).")
    private int topK;

    @Option(names = "--limit", paramLabel = "N", description = "Only the first N samples.")
    private Optional<Integer> limit = Optional.empty();

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1",
            description = "Samples in one run, for models with a free batch (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--enrolled",
            paramLabel = "N",
            defaultValue = "1",
            description = "Pictures enrolled of each person, for identification (default: ${DEFAULT-VALUE}).")
    private int enrolled;

    @Option(
            names = "--detector",
            paramLabel = "MODEL",
            description = "For pictures of persons: find the face with this detector and show it, cut out.")
    private Optional<String> detector = Optional.empty();

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            defaultValue = "onnxruntime",
            description = "What runs the model (default: ${DEFAULT-VALUE}).")
    private String backend = "";

    @Option(
            names = "--sheet",
            paramLabel = "FILE",
            description = "Draw what the model gets right, and what it gets wrong most surely (.png or .jpg).")
    private Optional<Path> sheet = Optional.empty();

    @Mixin
    private CardOptions cardOptions = new CardOptions();

    /** One model's answers and what had to be guessed to get them. */
    private record Judged(ModelCard card, Answers answers, List<String> guesses) {}

    @Override
    Exit run(Console console) {
        DataSource source = Datasets.open(data);
        Dataset samples = chosen(source);
        if (sheet.isPresent() && samples.size() > 0) {
            ExampleSheet.check(sheet.get(), samples.sample(0));
        }
        Examples examples = new Examples(SHOWN, common().seed());
        Judged judged = judge(model, samples, console, examples);
        Bootstrap bootstrap = Bootstrap.seeded(common().seed());
        List<Score> scores = new ArrayList<>();
        judged.answers().overall().forEach(outcomes -> scores.addAll(bootstrap.scores(outcomes)));
        List<Score> perClass =
                judged.answers().perClass().map(bootstrap::scores).orElse(List.of());
        List<Comparison> comparisons = new ArrayList<>();
        if (against.isPresent()) {
            Judged baseline = judge(against.get(), samples, console, example -> {});
            List<Outcomes> before = baseline.answers().overall();
            List<Outcomes> after = judged.answers().overall();
            for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
                comparisons.addAll(bootstrap.compare(before.get(i), after.get(i)));
            }
        }
        Path file = Catalog.modelFile(model);
        EvaluationResult result = new EvaluationResult(
                file.toString(),
                FileDigest.sha256(file),
                against,
                data.toString(),
                samples.name(),
                set.map(judged.card()::shown).orElse(List.of()),
                judged.card().task(),
                judged.answers().samples(),
                scores,
                perClass,
                comparisons,
                judged.guesses(),
                judged.answers().notes(),
                backend,
                common().threads(),
                common().seed(),
                bootstrap.rounds(),
                Machine.here());
        judged.guesses().forEach(guess -> console.note("no card: assuming %s", guess));
        console.print(EvaluationText.of(result, source.form(), judged.answers().confusion()));
        sheet.ifPresent(place ->
                ExampleSheet.of(examples, judged.card().name(), Catalog::video).write(place));
        console.emit(result);
        return Exit.DONE;
    }

    private Dataset chosen(DataSource source) {
        if (split.isPresent()) {
            return source.split(split.get());
        }
        for (String usual : List.of("test", "val")) {
            if (source.splits().contains(usual)) {
                return source.split(usual);
            }
        }
        return source.dataset();
    }

    private Judged judge(String name, Dataset samples, Console console, Consumer<Example> witness) {
        Path file = Catalog.modelFile(name);
        if (file.toString().endsWith(".onnx")) {
            // A backend is not particular: ONNX Runtime runs a model in which two tensors share a name.
            Model.read(file);
        }
        Backend chosen = Catalog.backend(backend);
        SessionOptions options = SessionOptions.DEFAULT.withThreads(common().threads());
        Evaluation.Settings settings = new Evaluation.Settings(
                batch, limit.map(OptionalInt::of).orElseGet(OptionalInt::empty), topK, enrolled, common().seed());
        try (Session session = chosen.open(file, options)) {
            CardGuess known = cardOptions.card(file, session);
            Evaluation whole = new Evaluation(session, known.card(), settings, Catalog::video);
            Evaluation asked = set.map(whole::showing).orElse(whole);
            Answers answers = detector.isPresent()
                    ? overFaces(detector.get(), asked, known.card(), samples, console)
                    : asked.over(samples, console.progress(), witness);
            return new Judged(known.card(), answers, known.guesses());
        }
    }

    private Answers overFaces(String finder, Evaluation asked, ModelCard card, Dataset samples, Console console) {
        if (card.task() != Task.EMBEDDING) {
            throw new InvalidPlanException(
                    "--detector cuts faces out for models that tell them apart; %s does not".formatted(card.name()));
        }
        try (CardedModel found = CardedModel.open(finder, backend, common().threads())) {
            FaceReader reader = new FaceReader(DetectorFaceFinder.of(found.session(), found.card()));
            Answers answers = asked.reading(reader).over(samples, console.progress());
            return reader.faceless() == 0
                    ? answers
                    : answers.noting("no face was found in %d pictures, of which the middle was taken"
                            .formatted(reader.faceless()));
        }
    }
}
