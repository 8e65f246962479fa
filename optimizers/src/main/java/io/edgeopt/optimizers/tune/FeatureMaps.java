package io.edgeopt.optimizers.tune;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where in a network features can be compared with those of another: the last map of each scale. */
final class FeatureMaps {
    private static final Set<OperatorKind> ENDS_OF_BLOCKS = Set.of(OperatorKind.ACTIVATION, OperatorKind.BINARY);

    /**
     * A map of features.
     *
     * @param scale its rows over those of the input
     */
    record FeatureMap(String tensor, int channels, double scale) {}

    private FeatureMaps() {}

    /** From the largest map to the smallest; those of a single place are left out. */
    static List<FeatureMap> of(Model model, Backend backend) {
        Trace trace = Trace.ofShapes(model, backend, Map.of());
        Graph graph = model.graph();
        ValueInfo input = graph.inputs().get(0);
        double whole = trace.shape(input.name())
                .filter(shape -> shape.rank() >= 4)
                .map(shape ->
                        (double) Arrays.stream(shape.toArray()).skip(2).max().orElse(1))
                .orElseThrow(() -> new UnsupportedModelException(
                        "input %s is no picture; features can be compared in networks that see pictures"
                                .formatted(input)));
        Map<List<Long>, FeatureMap> last = new LinkedHashMap<>();
        for (Node node : graph.topological()) {
            if (!ENDS_OF_BLOCKS.contains(Operators.of(node).kind()) || graph.isOutput(node.output())) {
                continue;
            }
            trace.shape(node.output()).filter(shape -> shape.rank() >= 4).ifPresent(shape -> {
                List<Long> places = places(shape);
                if (places.stream().allMatch(extent -> extent > 1)) {
                    double scale = places.get(places.size() - 1) / whole;
                    last.put(places, new FeatureMap(node.output(), (int) shape.dim(1), scale));
                }
            });
        }
        List<FeatureMap> maps = new ArrayList<>(last.values());
        maps.sort((a, b) -> Double.compare(b.scale(), a.scale()));
        return maps;
    }

    private static List<Long> places(Shape shape) {
        return Arrays.stream(shape.toArray()).skip(2).boxed().toList();
    }

    /** What the last matrix product or convolution before {@code output} reads: what an item is, before it is judged. */
    static String embedding(Model model, String output) {
        Graph graph = model.graph();
        String tensor = output;
        while (graph.producerOf(tensor).isPresent()) {
            Node node = graph.producerOf(tensor).get();
            OperatorKind kind = Operators.of(node).kind();
            String first = node.inputs().stream()
                    .filter(name -> !name.isEmpty() && !graph.isInitializer(name))
                    .findFirst()
                    .orElse("");
            if (first.isEmpty() || graph.isInput(first)) {
                return tensor;
            }
            if (kind == OperatorKind.MATRIX_PRODUCT || kind == OperatorKind.CONVOLUTION) {
                return first;
            }
            tensor = first;
        }
        return output;
    }
}
