package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.model.CardGuess;
import io.edgeopt.core.task.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the user says of a model that has no card. */
final class CardOptions {
    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = "For a model without a card: classification or embedding.")
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

    @Option(names = "--labels", paramLabel = "FILE", description = "Without a card: class names, one a line.")
    private Optional<Path> labels = Optional.empty();

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

    CardGuess.Given given() {
        return new CardGuess.Given(
                task,
                size.map(text -> side(text, 0)),
                size.map(text -> side(text, 1)),
                layout,
                channels,
                fit,
                resizer,
                scale,
                mean,
                std,
                labels.map(file -> InputFile.text(file, "label file")
                                .lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .toList())
                        .orElse(List.of()));
    }

    private static int side(String text, int index) {
        String[] sides = text.split("x", -1);
        try {
            int side = Integer.parseInt(sides[Math.min(index, sides.length - 1)]);
            if (side > 0 && sides.length <= 2) {
                return side;
            }
        } catch (NumberFormatException e) {
            throw malformed(text);
        }
        throw malformed(text);
    }

    private static InvalidPlanException malformed(String text) {
        return new InvalidPlanException(
                "--size takes a side or WIDTHxHEIGHT, such as 224 or 320x240; not '%s'".formatted(text));
    }
}
