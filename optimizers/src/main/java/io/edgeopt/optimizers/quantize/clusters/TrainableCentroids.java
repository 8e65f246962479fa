package io.edgeopt.optimizers.quantize.clusters;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.Training;
import io.edgeopt.optimizers.quantize.weights.HalfRange;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model of shared values in the form in which these can be trained: as floats. Which weight has which value stays, and
 * the slope of a value is the sum of those of all weights that share it. A value of zero stays zero. Scales of channels
 * learn too.
 */
final class TrainableCentroids {
    private final Model clustered;
    private final Model model;
    /** The float tables that learn, and the halves in the file that they stand for. */
    private final Map<String, String> tables = new LinkedHashMap<>();

    private final Set<String> plain = new LinkedHashSet<>();
    /** The factors of scales that learn, and the scales in the file. */
    private final Map<String, String> factors = new LinkedHashMap<>();

    TrainableCentroids(Model clustered) {
        this.clustered = clustered;
        Graph graph = clustered.graph();
        GraphEditor editor = clustered.edit();
        for (Node node : graph.nodes()) {
            if (isLookedUp(graph, node)) {
                learn(graph, editor, node.inputs().get(0));
                scaleOf(graph, node.output()).ifPresent(scale -> multiply(graph, editor, scale));
            }
        }
        this.model = editor.removeDead().sort().model();
    }

    /** Whether a node looks up weights in a table; what reads rows by numbers that are constants is of the model's own. */
    private static boolean isLookedUp(Graph graph, Node node) {
        return node.is("Gather")
                && graph.producerOf(node.inputs().get(1)).isPresent()
                && stored(graph, node.inputs().get(0))
                        .flatMap(graph::initializerShape)
                        .filter(shape -> shape.rank() == 1)
                        .isPresent();
    }

    /** What the values that were looked up are multiplied with, once they have their shape. */
    private static Optional<String> scaleOf(Graph graph, String looked) {
        return onlyReader(graph, looked, "Reshape")
                .flatMap(shaped -> onlyReader(graph, shaped.output(), "Mul"))
                .map(product -> product.inputs().get(1));
    }

    private static Optional<Node> onlyReader(Graph graph, String tensor, String op) {
        List<Node> readers = graph.consumersOf(tensor);
        return readers.size() == 1 && readers.get(0).is(op) ? Optional.of(readers.get(0)) : Optional.empty();
    }

    /** The floats of the file that these are, or the halves that they are made of. */
    private static Optional<String> stored(Graph graph, String values) {
        if (graph.isInitializer(values)) {
            return Optional.of(values).filter(name -> isOf(graph, name, ElementType.FLOAT));
        }
        return graph.producerOf(values)
                .filter(made -> made.is("Cast"))
                .map(made -> made.inputs().get(0))
                .filter(halves -> graph.isInitializer(halves) && isOf(graph, halves, ElementType.FLOAT16));
    }

    private static boolean isOf(Graph graph, String name, ElementType type) {
        return graph.initializerType(name).orElseThrow() == type;
    }

    /** Lets values learn; what is made of halves becomes floats for that time. */
    private void learn(Graph graph, GraphEditor editor, String values) {
        Optional<String> stored = stored(graph, values);
        if (stored.isEmpty() || tables.containsKey(values)) {
            return;
        }
        if (stored.get().equals(values)) {
            plain.add(values);
            return;
        }
        tables.put(values, stored.get());
        editor.remove(graph.producerOf(values).orElseThrow());
        Tensor halves = graph.initializer(stored.get()).orElseThrow();
        editor.set(values, Tensor.of(halves.toFloats(), halves.shape().toArray()));
    }

    /**
     * Lets scales learn by a factor each. They lie orders of magnitude apart, and a step of the training is as long for a
     * small one as for a large one.
     */
    private void multiply(Graph graph, GraphEditor editor, String scales) {
        Optional<String> stored = stored(graph, scales);
        Optional<Tensor> values = stored.flatMap(graph::initializer).filter(tensor -> tensor.size() > 1);
        if (values.isEmpty()) {
            return;
        }
        Tensor fixed = Tensor.of(values.get().toFloats(), values.get().shape().toArray());
        graph.producerOf(scales).ifPresentOrElse(editor::remove, () -> editor.removeInitializer(scales));
        float[] ones = new float[Math.toIntExact(fixed.size())];
        Arrays.fill(ones, 1);
        String factor = editor.constant(scales + ".factor", Tensor.of(ones, ones.length));
        String shaped = editor.freshName(scales + ".shaped");
        long[] dims = fixed.shape().toArray();
        String shape = editor.constant(scales + ".shape", Tensor.of(dims, dims.length));
        editor.add(Node.of("Reshape", List.of(factor, shape), List.of(shaped)));
        editor.add(Node.of("Mul", List.of(editor.constant(scales + ".fixed", fixed), shaped), List.of(scales)));
        factors.put(factor, stored.get());
    }

    Training.Start start() {
        Graph graph = model.graph();
        Set<String> fixed = new LinkedHashSet<>(graph.initializerNames());
        fixed.removeAll(tables.keySet());
        fixed.removeAll(plain);
        fixed.removeAll(factors.keySet());
        Map<String, Tensor> masks = new LinkedHashMap<>();
        for (Set<String> learning : List.of(tables.keySet(), plain)) {
            for (String name : learning) {
                Tensor values = graph.initializer(name).orElseThrow();
                float[] mask = values.toFloats();
                for (int i = 0; i < mask.length; i++) {
                    mask[i] = mask[i] == 0 ? 0 : 1;
                }
                masks.put(name, Tensor.of(mask, values.shape().toArray()));
            }
        }
        return new Training.Start(model, this::deployed, fixed, masks);
    }

    /** The clustered model with values that were learnt. */
    Model deployed(Model trained) {
        GraphEditor editor = clustered.edit();
        tables.forEach((table, halves) -> editor.set(
                halves,
                new HalfRange().halves(trained.graph().initializer(table).orElseThrow())));
        plain.forEach(
                table -> editor.set(table, trained.graph().initializer(table).orElseThrow()));
        factors.forEach((factor, scales) -> editor.set(
                scales,
                scaled(
                        clustered.graph().initializer(scales).orElseThrow(),
                        trained.graph().initializer(factor).orElseThrow())));
        return editor.model();
    }

    private static Tensor scaled(Tensor scales, Tensor factors) {
        float[] values = scales.toFloats();
        float[] times = factors.toFloats();
        for (int i = 0; i < values.length; i++) {
            values[i] *= times[i];
        }
        Tensor scaled = Tensor.of(values, scales.shape().toArray());
        return scales.type() == ElementType.FLOAT16 ? new HalfRange().halves(scaled) : scaled;
    }
}
