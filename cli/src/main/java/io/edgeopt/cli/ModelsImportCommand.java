package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.evaluate.Trial;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.CardData;
import io.edgeopt.core.model.CardGuess;
import io.edgeopt.core.model.HeadGuess;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.models.ModelShelf;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a model of the user's a name and a card. */
@Command(
        name = "import",
        description = {
            "Put an ONNX model with a card among your models, so that commands take it by name.",
            "It is run once: a model that cannot run, or answers something else than its card says, is refused."
        },
        footer = {
            "",
            "Your models are in $EDGEOPT_MODELS, else in ~/.local/share/edgeopt/models.",
            "",
            "Example:",
            "  edgeopt models import picodet.onnx --task detection --labels coco --set city=person,car"
        })
final class ModelsImportCommand extends ToolCommand {
    @Parameters(paramLabel = "FILE", description = "The ONNX file; it is copied.")
    private Path file = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "What to call it (default: the file's name).")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--card",
            paramLabel = "FILE",
            description = "A card that you wrote (default: the one beside the model, else one from the options).")
    private Optional<Path> card = Optional.empty();

    @Option(
            names = "--head",
            paramLabel = "KIND",
            description = "What a detector's outputs are: anchor-free (FCOS, NanoDet, PicoDet), ssd, yolox, yolov5 or"
                    + " yolov8 (default: what fits).")
    private Optional<String> head = Optional.empty();

    @Option(
            names = "--threshold",
            paramLabel = "T",
            description = "For embeddings: similarity from which on two faces are called one person's.")
    private Optional<Float> threshold = Optional.empty();

    @Option(names = "--licence", paramLabel = "SPDX", description = "The model's licence, such as Apache-2.0.")
    private Optional<String> licence = Optional.empty();

    @Option(names = "--trained-on", paramLabel = "NAME", description = "The data it was trained on.")
    private Optional<String> trainedOn = Optional.empty();

    @Option(names = "--data-licence", paramLabel = "SPDX", description = "The licence of that data.")
    private Optional<String> dataLicence = Optional.empty();

    @Option(names = "--data-source", paramLabel = "URL", description = "Where that data comes from.")
    private Optional<String> dataSource = Optional.empty();

    @Option(names = "--force", description = "Replace a model of yours that has the name.")
    private boolean force;

    @Mixin
    private SetOptions sets = new SetOptions();

    @Mixin
    private CardOptions described = new CardOptions();

    @Override
    Exit run(Console console) {
        String called = name.orElseGet(() -> String.valueOf(file.getFileName()).replaceFirst("\\.onnx$", ""));
        ModelShelf shelf = Catalog.models();
        shelf.checkFree(called, force);
        Model model = Model.read(file);
        SessionOptions options = SessionOptions.DEFAULT.withThreads(common().threads());
        CardGuess known;
        ModelCard made;
        try (Session session = Catalog.backend("onnxruntime").open(model, options)) {
            known = card(session);
            made = completed(known.card()).withName(called);
            Trial.check(session, made);
        }
        known.guesses().forEach(guess -> console.note("assuming %s", guess));
        ModelShelf.Entry entry = shelf.put(called, model, made, force);
        console.line(
                "%s: %s, %d labels, in %s", called, made.task(), made.labels().size(), entry.file());
        console.emit(entry);
        return Exit.DONE;
    }

    private CardGuess card(Session session) {
        Optional<Path> written = card.or(() -> described.isGiven() ? Optional.empty() : ModelCard.beside(file));
        if (written.isPresent()) {
            if (described.isGiven() || head.isPresent()) {
                throw new InvalidPlanException("%s says what the model takes; leave out %s, or change the card"
                        .formatted(
                                written.get(), described.isGiven() ? String.join(", ", described.names()) : "--head"));
            }
            ModelCard read = ModelCard.read(written.get());
            read.checkDigest(file);
            return new CardGuess(read, List.of());
        }
        return Trial.card(
                String.valueOf(file.getFileName()), session, described.given(), head.map(ModelsImportCommand::kind));
    }

    /** With what the options say of sets, licence and data. */
    private ModelCard completed(ModelCard read) {
        ModelCard changed = sets.added(read);
        if (trainedOn.isEmpty() && (dataLicence.isPresent() || dataSource.isPresent())) {
            throw new InvalidPlanException("--data-licence and --data-source are of data; name it with --trained-on");
        }
        if (trainedOn.isPresent()) {
            changed = changed.withData(List.of(new CardData(trainedOn.get(), "train", dataLicence, dataSource)));
        }
        if (threshold.isPresent()) {
            if (!(changed.head() instanceof Head.Embedding head)) {
                throw new InvalidPlanException("--threshold is for embeddings; the model's task is " + changed.task());
            }
            if (!(threshold.get() > -1 && threshold.get() <= 1)) {
                throw new InvalidPlanException(
                        "--threshold cannot be %s; similarities are above -1 and at most 1".formatted(threshold.get()));
            }
            changed = changed.withHead(new Head.Embedding(head.output(), threshold));
        }
        return licence.isPresent() ? changed.withLicence(licence.get()) : changed;
    }

    private static HeadGuess.Kind kind(String word) {
        Map<String, HeadGuess.Kind> known = new LinkedHashMap<>();
        Arrays.stream(HeadGuess.Kind.values()).forEach(kind -> known.put(kind.toString(), kind));
        return Catalog.named("kind of head", word, known);
    }
}
