package io.edgeopt.optimizers.quantize.clusters;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.Training;
import io.edgeopt.optimizers.quantize.weights.HalfRange;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model of shared values in the form in which these can be trained: as floats. Which weight has which value stays, and
 * the slope of a value is the sum of those of all weights that share it. A value of zero stays zero.
 */
final class TrainableCentroids {
    private final Model clustered;
    private final Model model;
    /** The float tables that learn, and the halves in the file that they stand for. */
    private final Map<String, String> tables = new LinkedHashMap<>();

    private final Set<String> plain = new LinkedHashSet<>();

    TrainableCentroids(Model clustered) {
        this.clustered = clustered;
        Graph graph = clustered.graph();
        GraphEditor editor = clustered.edit();
        for (Node node : graph.nodes()) {
            if (!node.is("Gather") || graph.producerOf(node.inputs().get(1)).isEmpty()) {
                continue;
            }
            String table = node.inputs().get(0);
            if (isTable(graph, table, ElementType.FLOAT)) {
                plain.add(table);
                continue;
            }
            Optional<Node> cast = graph.producerOf(table)
                    .filter(made ->
                            made.is("Cast") && isTable(graph, made.inputs().get(0), ElementType.FLOAT16));
            if (cast.isPresent() && !tables.containsKey(table)) {
                String halves = cast.get().inputs().get(0);
                tables.put(table, halves);
                editor.remove(cast.get());
                float[] values = graph.initializer(halves).orElseThrow().toFloats();
                editor.set(table, Tensor.of(values, values.length));
            }
        }
        this.model = editor.removeDead().model();
    }

    private static boolean isTable(Graph graph, String name, ElementType type) {
        return graph.isInitializer(name)
                && graph.initializerType(name).orElseThrow() == type
                && graph.initializerShape(name).orElseThrow().rank() == 1;
    }

    Training.Start start() {
        Graph graph = model.graph();
        Set<String> fixed = new LinkedHashSet<>(graph.initializerNames());
        fixed.removeAll(tables.keySet());
        fixed.removeAll(plain);
        Map<String, Tensor> masks = new LinkedHashMap<>();
        for (Set<String> learning : List.of(tables.keySet(), plain)) {
            for (String name : learning) {
                float[] mask = graph.initializer(name).orElseThrow().toFloats();
                for (int i = 0; i < mask.length; i++) {
                    mask[i] = mask[i] == 0 ? 0 : 1;
                }
                masks.put(name, Tensor.of(mask, mask.length));
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
        return editor.model();
    }
}
