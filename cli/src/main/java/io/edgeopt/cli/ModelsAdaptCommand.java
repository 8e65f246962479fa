package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.models.adapt.Adapt;
import io.edgeopt.models.adapt.AdaptSettings;
import io.edgeopt.models.adapt.Adaptation;
import io.edgeopt.models.adapt.Looks;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a trained model ready to learn other classes. */
@Command(
        name = "adapt",
        description = {
            "Make a trained model ready to learn something else: other classes, another size, more frames, a free batch.",
            "Layers that say nothing of classes keep their weights, so that 'models train' begins with all it knows."
        },
        footer = {
            "",
            "A class that has the name of an old one, or is said to be one by --known, begins as that; others begin as",
            "the mean of all old ones. Classifiers and anchor-free detectors can be given other classes; any network",
            "for pictures can be given a new classifier on what it sees, with --features, and can look beside a",
            "clip model, with --beside.",
            "",
            "Example:",
            "  edgeopt models adapt picodet -o tools.onnx --labels saw,knife --known saw=scissors",
            "  edgeopt models adapt clips.onnx -o pair.onnx --beside fire --features MAPS --size 128x128"
        })
final class ModelsAdaptCommand extends ToolCommand {
    private static final int LOOKS = 2;

    @Parameters(paramLabel = "MODEL", description = "ONNX file with a card, or a name from 'edgeopt models list'.")
    private String model = "";

    @Option(names = "-o", paramLabel = "OUT", required = true, description = "ONNX file; its card goes beside it.")
    private Path output = Path.of("");

    @Option(
            names = "--labels",
            paramLabel = "NAMES",
            description = "The new classes: a file with one a line, or a list A,B,C (default: they stay).")
    private Optional<String> labels = Optional.empty();

    @Option(
            names = "--known",
            paramLabel = "NEW=OLD",
            description = "Which class of before a new one begins as, where the names differ. May be repeated.")
    private Map<String, String> known = new LinkedHashMap<>();

    @Option(names = "--size", paramLabel = "WxH", description = "The input in pixels (default: it stays).")
    private Optional<String> size = Optional.empty();

    @Option(
            names = "--frames",
            paramLabel = "N",
            description = "Of a clip model: how many frames it sees (default: as before).")
    private Optional<Integer> frames = Optional.empty();

    @Option(
            names = "--features",
            paramLabel = "TENSOR",
            description = "Put a new classifier on these maps, in place of all that comes after them; 'edgeopt inspect"
                    + " --layers' names them.")
    private Optional<String> features = Optional.empty();

    @Option(
            names = "--peaks",
            description = "Have the classifier judge by the peaks of maps too, not by their means alone: of use where"
                    + " what counts is small in the picture.")
    private boolean peaks;

    @Option(
            names = "--beside",
            paramLabel = "MODEL",
            description = "Of a clip model: have this picture model look at some frames, and one classifier judge what"
                    + " both see. --features are its maps then; --size is that of frames, a multiple of the clip"
                    + " model's.")
    private Optional<String> beside = Optional.empty();

    @Option(
            names = "--looks",
            paramLabel = "N",
            description = "How many frames of a clip --beside looks at, evenly spread (default: 2).")
    private Optional<Integer> looks = Optional.empty();

    @Mixin
    private SetOptions sets = new SetOptions();

    /**
     * The JSON of what was done.
     *
     * @param begun which old class each new one begins as
     * @param layers those that have other weights
     * @param difference of what was kept of them, relative to their largest answer
     * @param frames of a clip that it sees, where these are others than before
     * @param peaks whether the classifier judges by peaks of maps since then
     * @param beside the picture model that looks beside a clip model, and at how many frames
     */
    record Adapted(
            String source,
            Path model,
            Path card,
            List<String> labels,
            Map<String, String> begun,
            List<String> layers,
            double difference,
            Optional<Integer> frames,
            boolean peaks,
            Optional<Looking> beside) {}

    /** Who looks beside a clip model, as it was asked for. */
    record Looking(String model, String features, int frames) {
        Looks read() {
            Path file = Catalog.modelFile(model);
            return new Looks(Model.read(file), CardedModel.card(file), features, frames);
        }

        String step() {
            return "adapt --beside %s --features %s --looks %d".formatted(model, features, frames);
        }
    }

    @Override
    Exit run(Console console) {
        Path described = Written.beside(output);
        AtomicFile.checkWritable(output);
        AtomicFile.checkWritable(described);
        Path file = Catalog.modelFile(model);
        ModelCard card = CardedModel.card(file);
        if (looks.isPresent() && beside.isEmpty()) {
            throw new InvalidPlanException("--looks is of the model that looks; give --beside");
        }
        if (labels.isEmpty() && !known.isEmpty()) {
            throw new InvalidPlanException("--known is of new classes; name them all with --labels");
        }
        Optional<Looking> looking = beside.map(this::looking);
        Model source = Model.read(file);
        AdaptSettings settings = new AdaptSettings(
                labels.map(CardOptions::labels).orElse(List.of()),
                known,
                size.map(PixelSize::parse),
                frames,
                beside.isPresent() ? Optional.empty() : features,
                peaks,
                looking.map(Looking::read));
        Adaptation made = new Adapt(Catalog.backend("onnxruntime")).run(source, card, settings);
        Lineage.noted(made.model(), source, "adapt").write(output);
        sets.added(made.card())
                .after(looking.map(Looking::step).orElse("adapt")
                        + frames.map(" --frames %d"::formatted).orElse("")
                        + (peaks ? " --peaks" : ""))
                .withDigest(FileDigest.sha256(output))
                .write(described);
        print(console, made, looking);
        console.emit(new Adapted(
                model,
                output,
                described,
                made.card().labels(),
                made.begun(),
                made.layers(),
                made.difference(),
                frames,
                peaks,
                looking));
        return Exit.DONE;
    }

    private Looking looking(String other) {
        String maps = features.orElseThrow(() -> new InvalidPlanException(
                "--beside: say which maps of %s count, with --features; 'edgeopt inspect --layers' names them"
                        .formatted(other)));
        return new Looking(other, maps, looks.orElse(LOOKS));
    }

    private void print(Console console, Adaptation made, Optional<Looking> looking) {
        made.begun().forEach((label, old) -> {
            if (!label.equals(old)) {
                console.line("'%s' begins as '%s'", label, old);
            }
        });
        List<String> fresh = made.card().labels().stream()
                .filter(label -> !made.begun().containsKey(label))
                .toList();
        if (labels.isPresent()) {
            console.line(
                    "%d classes, %d of them known%s; other rows in %s",
                    made.card().labels().size(),
                    made.begun().size(),
                    fresh.isEmpty() ? "" : ", new: " + String.join(", ", fresh),
                    String.join(", ", made.layers()));
        }
        if (peaks) {
            console.line("the classifier judges by peaks too, which have no say until it learns");
        }
        looking.ifPresent(other -> console.line(
                "%s looks at %d frames of a clip beside %s, and has no say until the pair learns",
                other.model(), other.frames(), model));
        console.line(
                "%s: %s; train it with 'edgeopt models train %s'",
                output,
                frames.map(count -> "sees %d frames of a clip, and has yet to learn how little moves between them now"
                                .formatted(count))
                        .orElse("what was kept answers as before"),
                output);
    }
}
