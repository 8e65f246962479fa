package io.edgeopt.core.explain;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.graph.rewrite.QOperators;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.ScorePlace;
import io.edgeopt.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A model whose answers are to be explained: what it takes, where its scores are, and how it is run. */
public final class Subject {
    private final Model model;
    private final ModelCard card;
    private final Backend backend;
    private final SessionOptions options;

    private Subject(Model model, ModelCard card, Backend backend, SessionOptions options) {
        this.model = model;
        this.card = card;
        this.backend = backend;
        this.options = options;
    }

    /** Fails where the model takes several inputs. Operators on integers are written as float ones that round. */
    public static Subject of(Model model, ModelCard card, Backend backend, SessionOptions options) {
        List<ValueInfo> inputs = model.graph().inputs();
        if (inputs.size() != 1 || card.inputs().size() != 1) {
            throw new UnsupportedModelException(
                    "a model with the inputs %s cannot be explained; one picture or clip is what is explained"
                            .formatted(inputs));
        }
        return new Subject(QOperators.toQdq(model), card, backend, options);
    }

    public Model model() {
        return model;
    }

    public ModelCard card() {
        return card;
    }

    public Backend backend() {
        return backend;
    }

    public SessionOptions options() {
        return options;
    }

    /** The name of the model's input. */
    public String input() {
        return model.graph().inputs().get(0).name();
    }

    public InputAxes axes(Shape shape) {
        return InputAxes.of(card.inputs().get(0), shape);
    }

    /** What a black pixel is in the input, one value a channel; empty where nobody knows. */
    public Optional<float[]> black() {
        CardInput input = card.inputs().get(0);
        return input.preparation().map(Subject::black);
    }

    private static float[] black(Preparation preparation) {
        float[] black = new float[preparation.mean().size()];
        for (int c = 0; c < black.length; c++) {
            black[c] = -preparation.mean().get(c) / preparation.std().get(c);
        }
        return black;
    }

    /** The same model that computes these tensors and nothing else. */
    public Model giving(Collection<String> tensors) {
        GraphEditor editor = model.edit();
        model.graph().outputs().forEach(output -> editor.removeOutput(output.name()));
        for (String tensor : tensors) {
            editor.addOutput(model.graph().outputs().stream()
                    .filter(output -> output.name().equals(tensor))
                    .findFirst()
                    .orElseGet(() -> ValueInfo.named(tensor)));
        }
        return editor.removeDead().model();
    }

    /** A session that computes these tensors and nothing else. */
    public Session open(Collection<String> tensors) {
        return backend.open(giving(tensors), options);
    }

    /** The score of the class of that index. */
    public ClassTarget classTarget(int index) {
        if (!(card.head() instanceof Head.Classification head)) {
            throw new UnsupportedModelException(
                    "%s answers with %s, which has no classes to explain".formatted(card.name(), card.task()));
        }
        String output =
                head.output().orElseGet(() -> model.graph().outputs().get(0).name());
        String name = index >= 0 && index < card.labels().size() ? card.labels().get(index) : "class " + index;
        return new ClassTarget(beforeProbabilities(output), index, name);
    }

    /** The score of a box, read there: before a sigmoid at the end, where element by element it is the same. */
    Target cellTarget(ScorePlace place, String name) {
        return beforeSigmoid(place.output())
                .<Target>map(tensor -> new CellTarget(
                        tensor,
                        new ScorePlace(
                                place.output(),
                                place.element(),
                                place.objectness(),
                                /* logits= */ true,
                                place.boxOutput(),
                                place.boxElement()),
                        name))
                .orElseGet(() -> new CellTarget(place.output(), place, name));
    }

    private Optional<String> beforeSigmoid(String output) {
        Graph graph = model.graph();
        Optional<Node> made = graph.producerOf(output);
        while (made.isPresent()) {
            Node node = made.get();
            String place = node.inputs().get(0);
            if (node.is("Sigmoid")) {
                return graph.isInitializer(place) || graph.isInput(place) ? Optional.empty() : Optional.of(place);
            }
            boolean passes = Operators.of(node).kind() == OperatorKind.RESHAPE;
            made = passes ? graph.producerOf(place) : Optional.empty();
        }
        return Optional.empty();
    }

    /** The class that a user names by its label or its number. */
    public int classNamed(String text) {
        int known = card.labels().indexOf(text);
        if (known >= 0) {
            return known;
        }
        if (text.matches("\\d{1,9}")) {
            return Integer.parseInt(text);
        }
        throw new InvalidPlanException("the model has no class '%s'%s; its labels are %s"
                .formatted(text, Suggestion.sentence(text, card.labels()), card.labels()));
    }

    /** The scores of which a network makes probabilities at its end, if it does. */
    private String beforeProbabilities(String output) {
        Graph graph = model.graph();
        String place = output;
        Optional<Node> made = graph.producerOf(place);
        while (made.isPresent()) {
            Node node = made.get();
            boolean probabilities = node.isAnyOf("Softmax", "LogSoftmax", "Sigmoid");
            boolean passes = switch (Operators.of(node).kind()) {
                case QUANTIZE, DEQUANTIZE, CAST, RESHAPE -> true;
                default -> false;
            };
            if (!probabilities && !passes) {
                return output;
            }
            place = node.inputs().get(0);
            if (probabilities) {
                return graph.isInitializer(place) || graph.isInput(place) ? output : place;
            }
            made = graph.producerOf(place);
        }
        return output;
    }

    /** Names that the file gives to nodes and to what they make. */
    List<String> layerNames() {
        List<String> names = new ArrayList<>();
        model.graph().nodes().forEach(node -> {
            names.add(node.name());
            names.addAll(node.outputs());
        });
        names.removeIf(String::isEmpty);
        return names;
    }

    /** The tensor of a layer that a user names by its node or by what that makes. */
    public String layerNamed(String text) {
        Graph graph = model.graph();
        if (graph.producerOf(text).isPresent()) {
            return text;
        }
        return graph.nodes().stream()
                .filter(node -> node.name().equals(text) || node.label().equals(text))
                .findFirst()
                .map(Node::output)
                .orElseThrow(
                        () -> new InvalidPlanException("the model has no layer '%s'%s; 'edgeopt inspect' lists them"
                                .formatted(text, Suggestion.sentence(text, layerNames()))));
    }
}
