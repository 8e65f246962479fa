package io.edgeopt.models.adapt;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.evaluate.Trial;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.graph.rewrite.OpsetThirteen;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ClipSampling;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes a trained model ready to learn something else: a free batch, other classes, another size, more frames. What has
 * nothing to do with that stays, so that a training begins with all that the model knows of pictures.
 */
public final class Adapt {
    private final Backend backend;
    private final AdaptCheck check;

    public Adapt(Backend backend) {
        this.backend = backend;
        this.check = new AdaptCheck(backend);
    }

    /** Every change is run before it counts: a batch against single samples, kept classes against the source. */
    public Adaptation run(Model source, ModelCard card, AdaptSettings settings) {
        Model model = FreeBatch.isFree(source) ? source : freed(source);
        ModelCard described = card;
        Map<String, String> begun = Map.of();
        List<String> layers = List.of();
        double difference = 0;
        if (settings.features().isPresent()) {
            if (settings.frames().isPresent()) {
                throw new InvalidPlanException(
                        "--features makes a classifier of pictures, which sees no frames; leave out --frames");
            }
            if (settings.labels().size() < 2) {
                throw new InvalidPlanException("--features: a new classifier needs two classes or more; give --labels");
            }
            model = NewClassifier.of(
                    model,
                    Trace.ofShapes(model, backend, Map.of()),
                    settings.features().get(),
                    settings.labels().size());
            described = classifier(card, settings.labels());
            layers = List.of(NewClassifier.SCORES);
        } else if (!settings.labels().isEmpty()) {
            begun = begun(card, settings);
            ClassRows rows = rows(card, settings.labels(), begun);
            List<String> scores = scores(card.head(), model);
            OtherClasses.Exchanged changed = OtherClasses.of(model, scores, rows);
            Model declared = declared(changed.model());
            difference = check.kept(model, declared, changed.layers(), rows);
            model = declared;
            layers = changed.layers().stream()
                    .map(OtherClasses.Layer::name)
                    .distinct()
                    .toList();
            described = described.withLabels(settings.labels());
        }
        if (settings.frames().isPresent()) {
            int frames = settings.frames().get();
            CardInput seen = clip(described, "--frames");
            model = withFrames(model, seen, frames);
            ClipSampling other = seen.clip().orElseThrow().withFrames(frames);
            described =
                    described.withInputs(List.of(new CardInput(seen.name(), seen.preparation(), Optional.of(other))));
        }
        if (settings.peaks()) {
            if (!(described.head() instanceof Head.Classification)) {
                throw new UnsupportedModelException(
                        "--peaks: %s is no classifier; give one".formatted(described.name()));
            }
            String scores = scores(described.head(), model).get(0);
            Model judging = Peaks.of(model, Trace.ofShapes(model, backend, Map.of()), scores);
            check.peaks(model, judging, scores);
            check.batch(judging, judging);
            model = judging;
        }
        if (settings.beside().isPresent()) {
            Looks looks = settings.beside().get();
            CardInput clip = clip(described, "--beside");
            Preparation taken = clip.preparation().orElseThrow();
            ImageSize size = settings.size().orElse(new ImageSize(taken.width(), taken.height()));
            model = beside(model, clip, scores(described.head(), model).get(0), looks, size);
            described = described
                    .joined(looks.card())
                    .withInputs(List.of(new CardInput(clip.name(), Optional.of(taken.withSize(size)), clip.clip())));
        } else if (settings.size().isPresent()) {
            ImageSize size = settings.size().get();
            CardInput input = picture(described, "--size");
            Preparation taken = input.preparation().orElseThrow();
            model = resized(model, taken, input.name(), size);
            described = described.withInputs(List.of(
                    new CardInput(input.name(), input.preparation().map(old -> old.withSize(size)), input.clip())));
        }
        try (Session session = backend.open(model, SessionOptions.DEFAULT)) {
            Trial.check(session, described);
        }
        return new Adaptation(model, described, begun, layers, difference);
    }

    /** As many numbers for a clip as before, whether it comes alone or with another. */
    private Model withFrames(Model model, CardInput seen, int frames) {
        Trace before = Trace.ofShapes(model, backend, Map.of());
        Model changed = OtherFrames.of(model, before, seen, frames);
        try {
            Trace after = Trace.ofShapes(changed, backend, Map.of());
            for (ValueInfo output : model.graph().outputs()) {
                if (!after.shape(output.name()).equals(before.shape(output.name()))) {
                    throw new UnsupportedModelException("output '%s' becomes %s instead of %s"
                            .formatted(
                                    output.name(),
                                    after.shape(output.name())
                                            .map(Shape::toString)
                                            .orElse("unknown"),
                                    before.shape(output.name())
                                            .map(Shape::toString)
                                            .orElse("unknown")));
                }
            }
            check.batch(changed, changed);
        } catch (EdgeoptException e) {
            throw new UnsupportedModelException(
                    "--frames: the network does not take %d frames (%s); one that was written by frames, or flattens them, cannot be given others: adapt what it was made of"
                            .formatted(frames, e.getMessage()),
                    e);
        }
        return changed;
    }

    /** Branches of a network meet where their strides divide the picture; otherwise the runtime refuses it. */
    private Model resized(Model model, Preparation taken, String input, ImageSize size) {
        Model changed = OtherSize.of(model, Trace.ofShapes(model, backend, Map.of()), taken, input, size);
        try {
            return declared(changed);
        } catch (EdgeoptException e) {
            throw new InvalidPlanException(
                    "--size: the network does not run on %s pixels (%s); choose a size that all its strides divide, as they divide %s"
                            .formatted(size, e.getMessage(), new ImageSize(taken.width(), taken.height())),
                    e);
        }
    }

    private static CardInput clip(ModelCard card, String option) {
        CardInput input = card.inputs().get(0);
        if (card.task() != Task.CLIP
                || input.clip().isEmpty()
                || input.preparation().isEmpty()) {
            throw new InvalidPlanException(
                    "%s: %s sees no clips; give a model that does".formatted(option, card.name()));
        }
        return input;
    }

    private Model beside(Model clips, CardInput clip, String scores, Looks looks, ImageSize size) {
        Beside.requireFitting(clip, looks.frames(), size);
        CardInput picture = picture(looks.card(), "--beside");
        Preparation wanted = picture.preparation().orElseThrow();
        boolean alike = wanted.layout() == Preparation.Layout.NCHW
                && wanted.mean().size()
                        == clip.preparation().orElseThrow().mean().size();
        if (!alike) {
            throw new UnsupportedModelException(
                    "--beside: %s takes %s pictures laid out as %s; expected the %d colours of the clip model as NCHW, choose one that takes them"
                            .formatted(
                                    looks.card().name(),
                                    wanted.channels(),
                                    wanted.layout(),
                                    clip.preparation().orElseThrow().mean().size()));
        }
        Model looker = FreeBatch.isFree(looks.model()) ? looks.model() : freed(looks.model());
        looker = NewClassifier.upTo(looker, Trace.ofShapes(looker, backend, Map.of()), looks.features());
        looker =
                declared(OtherSize.of(looker, Trace.ofShapes(looker, backend, Map.of()), wanted, picture.name(), size));
        Shape seen = Trace.ofShapes(looker, backend, Map.of())
                .shape(looks.features())
                .orElseThrow();
        Beside.Pair pair = Beside.of(
                OpsetThirteen.raised(clips),
                clip,
                scores,
                OpsetThirteen.raised(looker),
                wanted,
                seen,
                looks.frames(),
                size);
        check.beside(clips, scores, looker, pair);
        return pair.model();
    }

    private static ModelCard classifier(ModelCard card, List<String> labels) {
        ModelCard made = ModelCard.of(
                        card.name(),
                        Task.CLASSIFICATION,
                        card.inputs(),
                        new Head.Classification(Optional.of(NewClassifier.SCORES), Head.Activation.SOFTMAX),
                        labels)
                .withData(card.data());
        return card.licence().map(made::withLicence).orElse(made);
    }

    private Model freed(Model source) {
        Model freed = FreeBatch.of(source, Trace.ofShapes(source, backend, Map.of()));
        check.batch(source, freed);
        return freed;
    }

    /** With the extents of its outputs as they come out, and a free batch. */
    private Model declared(Model model) {
        Trace trace = Trace.ofShapes(model, backend, Map.of());
        GraphEditor editor = model.edit();
        for (ValueInfo output : model.graph().outputs()) {
            List<Dim> dims = new ArrayList<>();
            for (long extent : trace.shape(output.name()).map(Shape::toArray).orElse(new long[0])) {
                dims.add(dims.isEmpty() && extent == 1 ? new Dim.Free("batch") : new Dim.Fixed(extent));
            }
            output.type().ifPresent(type -> editor.declareOutput(ValueInfo.of(output.name(), type, dims)));
        }
        return editor.model();
    }

    private static Map<String, String> begun(ModelCard card, AdaptSettings settings) {
        Map<String, String> begun = new LinkedHashMap<>();
        settings.known().forEach((changed, old) -> {
            require(changed, settings.labels(), "--known", "new classes");
            require(old, card.labels(), "--known", "classes of " + card.name());
        });
        for (String label : settings.labels()) {
            String old = settings.known().getOrDefault(label, label);
            if (card.labels().contains(old)) {
                begun.put(label, old);
            }
        }
        return begun;
    }

    private static void require(String label, List<String> labels, String option, String what) {
        if (!labels.contains(label)) {
            throw new InvalidPlanException(
                    "%s: '%s' is none of the %s%s".formatted(option, label, what, Suggestion.sentence(label, labels)));
        }
    }

    private static ClassRows rows(ModelCard card, List<String> labels, Map<String, String> begun) {
        if (card.labels().isEmpty()) {
            throw new InvalidPlanException(
                    "the card of %s names no classes; name them, in the network's order".formatted(card.name()));
        }
        return new ClassRows(
                card.labels().size(),
                labels.stream()
                        .map(label -> begun.containsKey(label)
                                ? OptionalInt.of(card.labels().indexOf(begun.get(label)))
                                : OptionalInt.empty())
                        .toList());
    }

    private static List<String> scores(Head head, Model model) {
        if (head instanceof Head.Classification classes) {
            return List.of(classes.output()
                    .orElseGet(() -> model.graph().outputs().get(0).name()));
        }
        if (head instanceof Head.AnchorFree cells) {
            return cells.scores();
        }
        throw new UnsupportedModelException(
                "a head of kind %s cannot be given other classes; classification and anchor_free can"
                        .formatted(head.getClass().getSimpleName()));
    }

    private static CardInput picture(ModelCard card, String option) {
        CardInput input = card.inputs().get(0);
        if (card.inputs().size() != 1 || input.preparation().isEmpty()) {
            throw new InvalidPlanException("%s: %s takes no single picture".formatted(option, card.name()));
        }
        return input;
    }
}
