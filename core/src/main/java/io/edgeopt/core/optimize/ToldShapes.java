package io.edgeopt.core.optimize;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a backend tells of a model's tensors when it loads it: nothing runs, and no weight is loaded. Empty where it does not
 * tell all, or where what it tells need not be so in a run.
 */
record ToldShapes(Map<String, ElementType> types, List<TensorsOfRun> runs) {
    static Optional<ToldShapes> of(Model model, ShapeDependence dependence, FreeExtents free, Backend backend) {
        Map<String, Tensor> constants = constants(model.graph(), dependence);
        // Of other free axes than the batch a model may take some extents only, which only a run shows.
        if (free.ways().size() > 1
                || !constants.keySet().containsAll(dependence.valued())
                || model.graph().nodes().stream().anyMatch(ToldShapes::roundsUp)) {
            return Optional.empty();
        }
        Map<String, ElementType> types = new HashMap<>();
        List<TensorsOfRun> runs = new ArrayList<>();
        Model outline = model.outline().exposing(dependence.shaped());
        try {
            for (Map<String, Shape> given : free.ways().get(0)) {
                Map<String, Shape> shapes = new HashMap<>();
                for (ValueInfo told : loaded(outline, given, backend)) {
                    told.type().ifPresent(type -> types.put(told.name(), type));
                    // A tensor of unknown rank is told like a scalar.
                    told.shape().filter(shape -> shape.rank() > 0).ifPresent(shape -> shapes.put(told.name(), shape));
                }
                constants.forEach((tensor, value) -> shapes.put(tensor, value.shape()));
                if (!shapes.keySet().containsAll(dependence.shaped())) {
                    return Optional.empty();
                }
                shapes.putAll(given);
                runs.add(new TensorsOfRun(shapes, constants));
            }
        } catch (EdgeoptException e) {
            return Optional.empty();
        }
        return model.graph().nodes().stream().allMatch(node -> fits(node, runs))
                ? Optional.of(new ToldShapes(types, runs))
                : Optional.empty();
    }

    private static Map<String, Tensor> constants(Graph graph, ShapeDependence dependence) {
        Map<String, Tensor> constants = new HashMap<>();
        dependence.valued().forEach(tensor -> graph.constant(tensor).ifPresent(value -> constants.put(tensor, value)));
        return constants;
    }

    private static List<ValueInfo> loaded(Model outline, Map<String, Shape> given, Backend backend) {
        try (Session session = backend.open(outline.withInputShapes(given), SessionOptions.AS_IT_IS)) {
            return session.outputs();
        }
    }

    /** Of windows that reach over the edge some runtimes tell one more than they compute. */
    private static boolean roundsUp(Node node) {
        return node.integer("ceil_mode", 0) != 0;
    }

    /**
     * Whether a model can do with the extents that it claims to take: it may reshape to a fixed size, or slide a window
     * along what is no batch, and then a run fails or gives other extents than it was told to.
     */
    private static boolean fits(Node node, List<TensorsOfRun> runs) {
        if (node.is("Reshape")) {
            return runs.stream().allMatch(run -> size(run, node.inputs().get(0)).equals(size(run, node.output())));
        }
        boolean slides = node.op().contains("Conv") || node.op().contains("Pool");
        return !slides || runs.stream().map(run -> window(run, node)).distinct().count() == 1;
    }

    private static Optional<Long> size(TensorsOfRun run, String tensor) {
        return Optional.ofNullable(run.shapes().get(tensor)).map(Shape::size);
    }

    /** What a window slides along: all axes but the first. */
    private static Optional<Shape> window(TensorsOfRun run, Node node) {
        return Optional.ofNullable(run.shapes().get(node.inputs().get(0)))
                .filter(shape -> shape.rank() > 0)
                .map(shape -> shape.with(0, 1));
    }
}
