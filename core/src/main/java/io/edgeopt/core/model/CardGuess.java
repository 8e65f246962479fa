package io.edgeopt.core.model;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.image.Preparation.Channels;
import io.edgeopt.core.image.Preparation.Fit;
import io.edgeopt.core.image.Preparation.Layout;
import io.edgeopt.core.image.Preparation.Resizer;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A card for a model that has none, from its input's shape and from what the user says; each guess is told.
 *
 * @param card what was arrived at
 * @param guesses what nobody said, a sentence each
 */
public record CardGuess(ModelCard card, List<String> guesses) {
    public CardGuess {
        guesses = List.copyOf(guesses);
    }

    /** What the user says of a model; whatever is empty is guessed. */
    public record Given(
            Optional<Task> task,
            Optional<Integer> width,
            Optional<Integer> height,
            Optional<Layout> layout,
            Optional<Channels> channels,
            Optional<Fit> fit,
            Optional<Resizer> resizer,
            Optional<Float> scale,
            List<Float> mean,
            List<Float> std,
            List<String> labels) {
        public static final Given NOTHING = new Given(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());

        public Given {
            mean = List.copyOf(mean);
            std = List.copyOf(std);
            labels = List.copyOf(labels);
        }
    }

    /** Finds a head for a task and an input that are known by now, and may add to what was guessed. */
    @FunctionalInterface
    public interface Heads {
        Head of(Task task, CardInput input, List<String> guesses);
    }

    /** Fails where the model takes several inputs, or where its outputs need a head that only a card can describe. */
    public static CardGuess of(String name, List<ValueInfo> inputs, List<ValueInfo> outputs, Given given) {
        return of(name, inputs, given, (task, input, guesses) -> head(name, task, outputs, guesses));
    }

    /** The same with another way to find the head. */
    public static CardGuess of(String name, List<ValueInfo> inputs, Given given, Heads heads) {
        if (inputs.size() != 1) {
            throw new UnsupportedModelException("%s takes %d inputs %s; say what they are in a card beside it"
                    .formatted(name, inputs.size(), inputs));
        }
        List<String> guesses = new ArrayList<>();
        Task task = given.task().orElse(Task.CLASSIFICATION);
        if (given.task().isEmpty()) {
            guesses.add("the task is classification (else --task)");
        }
        CardInput input =
                new CardInput(inputs.get(0).name(), preparation(inputs.get(0), task, given, guesses), Optional.empty());
        Head head = heads.of(task, input, guesses);
        return new CardGuess(ModelCard.of(name, task, List.of(input), head, given.labels()), guesses);
    }

    /** What outputs mean that need no more than their names. */
    public static Head head(String name, Task task, List<ValueInfo> outputs, List<String> guesses) {
        if (task == Task.DETECTION || task == Task.CLIP) {
            throw new UnsupportedModelException(
                    "%s has no card, and %s cannot be guessed from outputs %s; give it a card by 'edgeopt models import', or write one beside it"
                            .formatted(name, task, outputs));
        }
        if (outputs.size() > 1) {
            guesses.add("the first of %d outputs, '%s', is the answer"
                    .formatted(outputs.size(), outputs.get(0).name()));
        }
        return task == Task.EMBEDDING
                ? new Head.Embedding(Optional.empty())
                : new Head.Classification(Optional.empty(), Head.Activation.AUTO);
    }

    /** Empty where the input is no picture. */
    private static Optional<Preparation> preparation(ValueInfo input, Task task, Given given, List<String> guesses) {
        List<Dim> dims = input.dims().orElse(List.of());
        if (dims.size() != 4) {
            return Optional.empty();
        }
        Layout layout = given.layout()
                .or(() -> layout(dims))
                .orElseThrow(() -> new InvalidPlanException(
                        "input %s: cannot tell where the colours are; say --layout nchw or --layout nhwc"
                                .formatted(input)));
        int channelAxis = layout == Layout.NCHW ? 1 : 3;
        int heightAxis = layout == Layout.NCHW ? 2 : 1;
        Optional<Integer> height = given.height().or(() -> fixed(dims, heightAxis));
        Optional<Integer> width = given.width().or(() -> fixed(dims, heightAxis + 1));
        if (height.isEmpty() || width.isEmpty()) {
            // Arrays bring their own size; pictures will be refused with the same words when they come.
            return Optional.empty();
        }
        boolean gray = fixed(dims, channelAxis).equals(Optional.of(1));
        boolean bytes = input.type().equals(Optional.of(ElementType.UINT8));
        boolean imagenet = !gray && !bytes && given.scale().isEmpty();
        Channels channels = given.channels().orElse(gray ? Channels.GRAY : Channels.RGB);
        List<Float> mean = given.mean();
        List<Float> std = given.std();
        if (mean.isEmpty()) {
            mean = imagenet ? List.of(0.485f, 0.456f, 0.406f) : repeat(0f, channels);
            guesses.add("mean %s (else --mean)".formatted(mean));
        }
        if (std.isEmpty()) {
            std = imagenet ? List.of(0.229f, 0.224f, 0.225f) : repeat(1f, channels);
            guesses.add("std %s (else --std)".formatted(std));
        }
        // What stands at the edge of a picture is to be found too, and faces come cut out already.
        boolean whole = task == Task.DETECTION || task == Task.EMBEDDING;
        Fit fit = given.fit().orElse(whole ? Fit.STRETCH : Fit.CENTER_CROP);
        Resizer resizer = given.resizer().orElse(Resizer.BILINEAR_ANTIALIAS);
        float scale = given.scale().orElse(bytes ? 1f : 255f);
        guesses.add("%s %s, %d x %d, %s, %s, values divided by %s"
                .formatted(
                        layout, channels, width.get(), height.get(), CardNames.of(fit), CardNames.of(resizer), scale));
        try {
            return Optional.of(
                    new Preparation(width.get(), height.get(), fit, resizer, channels, layout, scale, mean, std));
        } catch (IllegalArgumentException e) {
            throw new InvalidPlanException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Optional<Layout> layout(List<Dim> dims) {
        boolean first = isColours(dims.get(1));
        boolean last = isColours(dims.get(3));
        return first == last ? Optional.empty() : Optional.of(first ? Layout.NCHW : Layout.NHWC);
    }

    private static boolean isColours(Dim dim) {
        return dim instanceof Dim.Fixed fixed && (fixed.extent() == 1 || fixed.extent() == 3);
    }

    private static Optional<Integer> fixed(List<Dim> dims, int axis) {
        return dims.get(axis) instanceof Dim.Fixed fixed ? Optional.of((int) fixed.extent()) : Optional.empty();
    }

    private static List<Float> repeat(float value, Channels channels) {
        return channels == Channels.GRAY ? List.of(value) : List.of(value, value, value);
    }
}
