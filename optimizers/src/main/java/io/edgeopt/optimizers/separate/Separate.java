package io.edgeopt.optimizers.separate;

import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.optimize.Step;
import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.trace.Cost;
import io.edgeopt.core.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Writes convolutions as products of smaller ones. What comes out answers as the source would with the nearest weights of
 * that rank; that is checked, and says nothing of how near the source itself is.
 */
public final class Separate implements Step {
    private static final int SAMPLES = 2;

    private final SeparateSettings settings;
    private final Backend backend;
    private final Progress progress;

    public Separate(SeparateSettings settings, Backend backend, Progress progress) {
        this.settings = settings;
        this.backend = backend;
        this.progress = progress;
    }

    @Override
    public String name() {
        return "separate";
    }

    @Override
    public Model apply(Model model) {
        return run(model).model();
    }

    public Separation run(Model model) {
        Trace trace = Trace.ofShapes(model, backend, Map.of());
        List<Node> convolutions = chosen(model.graph());
        GraphEditor editor = model.edit();
        GraphEditor composed = model.edit();
        List<LayerOutcome> outcomes = new ArrayList<>();
        progress.begin("separate", convolutions.size());
        try {
            for (Node node : convolutions) {
                outcomes.add(separated(node, model.graph(), trace, editor, composed));
                progress.advance(1);
            }
        } finally {
            progress.end();
        }
        Model separated = editor.removeDead().model();
        if (outcomes.stream().anyMatch(LayerOutcome::separated)) {
            check(separated, composed.removeDead().model());
        }
        long after =
                Cost.of(separated, Trace.ofShapes(separated, backend, Map.of())).macs();
        return new Separation(separated, outcomes, Cost.of(model, trace).macs(), after);
    }

    private List<Node> chosen(Graph graph) {
        Map<String, Node> convolutions = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            if (node.is("Conv")) {
                convolutions.put(node.label(), node);
            }
        }
        for (String name : settings.layers()) {
            if (!convolutions.containsKey(name)) {
                throw new InvalidPlanException(
                        "the model has no convolution '%s'%s; 'edgeopt inspect --layers' names them"
                                .formatted(name, Suggestion.sentence(name, convolutions.keySet())));
            }
        }
        return convolutions.entrySet().stream()
                .filter(entry ->
                        settings.layers().isEmpty() || settings.layers().contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private LayerOutcome separated(Node node, Graph graph, Trace trace, GraphEditor editor, GraphEditor composed) {
        String weights = node.inputs().get(1);
        Optional<Shape> input = trace.shape(node.inputs().get(0));
        Optional<Shape> output = trace.shape(node.output());
        if (graph.initializerType(weights)
                .filter(type -> type == ElementType.FLOAT)
                .isEmpty()) {
            return LayerOutcome.left(node.label(), "", 0, "its weights are no floats in the file");
        }
        if (input.isEmpty() || output.isEmpty()) {
            return LayerOutcome.left(node.label(), "", 0, "its shapes are not known");
        }
        Kernel kernel = Kernel.of(node, graph.initializer(weights).orElseThrow());
        long macs = output.get().size() * kernel.inputs() * kernel.places();
        Optional<String> hopeless = hopeless(kernel);
        if (hopeless.isPresent()) {
            return LayerOutcome.left(node.label(), kernel.toString(), macs, hopeless.get());
        }
        Layer layer = new Layer(node, settings.form(), kernel, input.get(), output.get());
        int rank = rank(layer);
        LayerOutcome outcome = new LayerOutcome(
                node.label(),
                kernel.toString(),
                OptionalInt.of(rank),
                OptionalInt.of(layer.factoring().fullRank()),
                OptionalDouble.of(layer.factoring().energy(rank)),
                layer.macs(),
                layer.macs(rank),
                tooDear(layer, rank));
        if (outcome.separated()) {
            layer.separate(editor, rank);
            layer.compose(composed, rank);
        }
        return outcome;
    }

    private Optional<String> hopeless(Kernel kernel) {
        if (settings.form() != Form.CHANNEL && kernel.places() == 1) {
            return Optional.of("a pointwise convolution has no places to separate");
        }
        if (settings.form() == Form.SPATIAL && (kernel.first() == 1 || kernel.others() == 1)) {
            return Optional.of("its filters lie along one axis already");
        }
        if (settings.form() == Form.DEPTHWISE && kernel.inputs() == 1) {
            return Optional.of("it is depthwise already");
        }
        return Optional.empty();
    }

    private int rank(Layer layer) {
        int full = layer.factoring().fullRank();
        if (settings.depth() instanceof SeparateSettings.Rank fixed) {
            return Math.min(full, fixed.rank());
        }
        int rank = 1;
        if (settings.depth() instanceof SeparateSettings.Energy energy) {
            // Rounding must not ask for a rank more than there are weights for.
            while (rank < full && layer.factoring().energy(rank) < energy.share() - 1e-12) {
                rank++;
            }
            return rank;
        }
        double times = ((SeparateSettings.Saving) settings.depth()).times();
        while (rank < full && layer.macs(rank + 1) * times <= layer.macs()) {
            rank++;
        }
        return rank;
    }

    private Optional<String> tooDear(Layer layer, int rank) {
        double times = (double) layer.macs() / layer.macs(rank);
        double wanted = settings.depth() instanceof SeparateSettings.Saving saving ? saving.times() : 1;
        if (times > 1 && times >= wanted) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "rank %d of %d would cost %.2f times its MACs",
                rank,
                layer.factoring().fullRank(),
                1 / times));
    }

    /** Two convolutions must do what one with their product as its weights does. */
    private void check(Model separated, Model composed) {
        Verification.Outcome outcome = Verification.onRandomInputs(
                        composed, backend, SAMPLES, settings.seed(), Verification.DEFAULT_TOLERANCE)
                .check(separated);
        outcome.problem().ifPresent(problem -> {
            throw new InvalidModelException("the separated model does not compute what it should: " + problem);
        });
    }
}
