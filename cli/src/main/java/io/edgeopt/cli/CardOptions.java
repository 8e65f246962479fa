package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.model.CardGuess;
import io.edgeopt.core.model.LabelLists;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.task.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What the user says of a model that has no card. */
final class CardOptions {
    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = "For a model without a card: classification or embedding; to import, detection too.")
    private Optional<Task> task = Optional.empty();

    @Option(
            names = "--size",
            paramLabel = "WxH",
            description = "Without a card: size of the input in pixels, such as 224 or 320x240.")
    private Optional<String> size = Optional.empty();

    @Option(names = "--layout", paramLabel = "LAYOUT", description = "Without a card: nchw or nhwc.")
    private Optional<Preparation.Layout> layout = Optional.empty();

    @Option(names = "--channels", paramLabel = "ORDER", description = "Without a card: rgb, bgr or gray.")
    private Optional<Preparation.Channels> channels = Optional.empty();

    @Option(
            names = "--fit",
            paramLabel = "FIT",
            description = "Without a card: stretch, letterbox, letterbox_top_left, center_crop or cover.")
    private Optional<Preparation.Fit> fit = Optional.empty();

    @Option(
            names = "--resizer",
            paramLabel = "NAME",
            description = "Without a card: bilinear_antialias (Pillow's), bilinear (OpenCV's) or nearest.")
    private Optional<Preparation.Resizer> resizer = Optional.empty();

    @Option(
            names = "--scale",
            paramLabel = "X",
            description = "Without a card: what 8-bit values are divided by, 255 or 1.")
    private Optional<Float> scale = Optional.empty();

    @Option(
            names = "--mean",
            paramLabel = "X",
            split = ",",
            description = "Without a card: mean to subtract after scaling, such as 0.485,0.456,0.406.")
    private List<Float> mean = List.of();

    @Option(names = "--std", paramLabel = "X", split = ",", description = "Without a card: deviation to divide by.")
    private List<Float> std = List.of();

    @Option(
            names = "--labels",
            paramLabel = "NAMES",
            description = "Without a card: class names in the network's order; a file with one a line, a list A,B,C, or"
                    + " coco for the 80 of COCO.")
    private Optional<String> labels = Optional.empty();

    boolean isGiven() {
        return !names().isEmpty();
    }

    /** The options that were given. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        task.ifPresent(value -> names.add("--task"));
        size.ifPresent(value -> names.add("--size"));
        layout.ifPresent(value -> names.add("--layout"));
        channels.ifPresent(value -> names.add("--channels"));
        fit.ifPresent(value -> names.add("--fit"));
        resizer.ifPresent(value -> names.add("--resizer"));
        scale.ifPresent(value -> names.add("--scale"));
        labels.ifPresent(value -> names.add("--labels"));
        if (!mean.isEmpty()) {
            names.add("--mean");
        }
        if (!std.isEmpty()) {
            names.add("--std");
        }
        return names;
    }

    CardGuess card(Path file, Session session) {
        return card(file, session.inputs(), session.outputs());
    }

    /** The card beside the model, or one guessed from its inputs and outputs and what the user says of it. */
    CardGuess card(Path file, List<ValueInfo> inputs, List<ValueInfo> outputs) {
        return beside(file)
                .map(card -> new CardGuess(card, List.of()))
                .orElseGet(() -> CardGuess.of(String.valueOf(file.getFileName()), inputs, outputs, given()));
    }

    /** The card beside the model; then the user has nothing to say of it. */
    Optional<ModelCard> beside(Path file) {
        Optional<Path> place = ModelCard.beside(file);
        if (place.isPresent() && isGiven()) {
            throw new InvalidPlanException(
                    "%s says what the model takes; leave out %s, or change the card".formatted(place.get(), names()));
        }
        Optional<ModelCard> card = place.map(ModelCard::read);
        card.ifPresent(found -> found.checkDigest(file));
        return card;
    }

    CardGuess.Given given() {
        Optional<ImageSize> pixels = size.map(PixelSize::parse);
        return new CardGuess.Given(
                task,
                pixels.map(ImageSize::width),
                pixels.map(ImageSize::height),
                layout,
                channels,
                fit,
                resizer,
                scale,
                mean,
                std,
                labels.map(CardOptions::labels).orElse(List.of()));
    }

    static List<String> labels(String text) {
        boolean isFile = !text.contains(",") && (Files.exists(Path.of(text)) || text.matches(".*[./\\\\].*"));
        if (text.equals("coco") && !isFile) {
            return LabelLists.COCO;
        }
        Stream<String> names =
                isFile ? InputFile.text(Path.of(text), "label file").lines() : Arrays.stream(text.split(",", -1));
        return names.map(String::strip).filter(name -> !name.isEmpty()).toList();
    }
}
