package io.edgeopt.core.evaluate;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.feed.InputMaker;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.model.CardGuess;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.HeadGuess;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.ClassCount;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.View;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Shows a model one drawn picture, to see that it runs and that it answers as its card says. */
public final class Trial {
    private static final int SIDE = 96;

    private final Session session;
    private final String name;

    /** What was shown, and what came out. */
    private record Shown(Map<String, Tensor> outputs, View view) {}

    private Trial(Session session, String name) {
        this.session = session;
        this.name = name;
    }

    /** A card for a model that has none; a detector's head is found by what it answers. */
    public static CardGuess card(String name, Session session, CardGuess.Given given, Optional<HeadGuess.Kind> kind) {
        Trial trial = new Trial(session, name);
        return CardGuess.of(name, session.inputs(), given, (task, input, guesses) -> {
            if (task != Task.DETECTION) {
                return CardGuess.head(name, task, session.outputs(), guesses);
            }
            if (given.labels().isEmpty()) {
                throw new InvalidPlanException(
                        "a detector's classes need names, in the network's order: give --labels");
            }
            Shown shown = trial.show(input);
            ImageSize size = new ImageSize(shown.view().width(), shown.view().height());
            Head head = HeadGuess.of(
                    name, kind, shown.outputs(), size, given.labels().size());
            guesses.add("the outputs are those of %s (else --head)".formatted(HeadGuess.kindOf(head)));
            return head;
        });
    }

    /** Runs the model once; fails where it cannot, answers NaN, or answers something else than its card says. */
    public static void check(Session session, ModelCard card) {
        Trial trial = new Trial(session, card.name());
        if (card.inputs().size() != 1) {
            throw new UnsupportedModelException(
                    "%s takes %d inputs; models that see one thing at a time can be used by name"
                            .formatted(card.name(), card.inputs().size()));
        }
        Shown shown = trial.show(card.inputs().get(0));
        shown.outputs().forEach(trial::checkNumbers);
        Prediction answer = card.head().decode(shown.outputs(), 0, shown.view());
        boolean fits = switch (card.task()) {
            case CLASSIFICATION, CLIP -> answer instanceof Prediction.ClassScores;
            case DETECTION -> answer instanceof Prediction.Detections;
            case EMBEDDING -> answer instanceof Prediction.Embedding;
        };
        if (!fits) {
            throw Judge.wrongAnswer(answer, card.task().toString());
        }
        OptionalInt classes = ClassCount.of(card.head(), shown.outputs());
        if (classes.isPresent()
                && !card.labels().isEmpty()
                && classes.getAsInt() != card.labels().size()) {
            throw new InvalidDataException(
                    "%s answers %d classes, but there are %d labels; name every class in the network's order"
                            .formatted(
                                    card.name(),
                                    classes.getAsInt(),
                                    card.labels().size()));
        }
    }

    private void checkNumbers(String output, Tensor values) {
        if (values.type() == ElementType.FLOAT) {
            for (float value : values.toFloats()) {
                if (Float.isNaN(value)) {
                    throw new InvalidModelException(
                            "%s answers NaN in output '%s' to a plain picture: it is broken, or --mean, --std and --scale are far off"
                                    .formatted(name, output));
                }
            }
        }
    }

    private Shown show(CardInput described) {
        ValueInfo taken = session.inputs().stream()
                .filter(input -> input.name().equals(described.name()))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidDataException("the card describes an input '%s', %s takes %s; correct the card"
                                .formatted(described.name(), name, session.inputs())));
        InputMaker maker = new InputMaker(taken, described, unused -> picture(), VideoOpener.NONE);
        Sample sample = new Sample("trial", content(taken, described), new Truth.Unknown());
        Tensor input = maker.allocate(1, sample.content());
        View view = maker.fill(sample, input, 0);
        return new Shown(session.run(Map.of(taken.name(), input)), view);
    }

    private static Content content(ValueInfo taken, CardInput described) {
        if (described.clip().isPresent()) {
            return new Content.Frames(List.of(Path.of("trial")));
        }
        if (described.preparation().isPresent()) {
            return new Content.Picture(Path.of("trial"));
        }
        List<Dim> dims = taken.dims().orElse(List.of());
        long[] item = new long[Math.max(0, dims.size() - 1)];
        for (int axis = 1; axis < dims.size(); axis++) {
            if (!(dims.get(axis) instanceof Dim.Fixed fixed)) {
                throw new InvalidPlanException(
                        "input %s leaves its size free; give --size WIDTHxHEIGHT".formatted(taken));
            }
            item[axis - 1] = fixed.extent();
        }
        return new Content.Values(Tensor.allocate(taken.type().orElse(ElementType.FLOAT), Shape.of(item)));
    }

    /** Colours that change from edge to edge, with a pattern on them. */
    private static Image picture() {
        Image image = Image.blank(SIDE, SIDE);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int light = ((x / 8 + y / 8) % 2) * 60;
                image.set(x, y, light + 2 * x, light + 2 * y, light + SIDE);
            }
        }
        return image;
    }
}
