package io.edgeopt.core.optimize;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.graph.rewrite.Facts;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds out about a model's tensors, for one shape of its inputs, or where extents are free, for several. The backend
 * tells shapes when it loads the model; where it does not know them, or values are asked for that shapes decide, the
 * model runs.
 *
 * @param problem why nothing could be found out; empty where all is well
 */
public record Observation(Facts facts, Optional<String> problem) {
    private static final long SEED = 1;

    public static Observation of(Model model, Backend backend) {
        FreeExtents free = FreeExtents.of(model.graph());
        if (!free.areRanksKnown()) {
            return failed("an input does not declare its shape");
        }
        ShapeDependence dependence = ShapeDependence.of(model.graph());
        return ToldShapes.of(model, dependence, free, backend)
                .map(told -> new Observation(
                        facts(
                                model.graph(),
                                dependence,
                                told.types(),
                                free.ways().get(0),
                                told.runs()),
                        Optional.empty()))
                .orElseGet(() -> seen(model, dependence, free, backend));
    }

    /** What runs show. */
    static Observation seen(Model model, ShapeDependence dependence, FreeExtents free, Backend backend) {
        Map<String, String> shapeNames = new LinkedHashMap<>();
        Model probe = probe(model, dependence, shapeNames);
        String problem = "";
        try (Session session = backend.open(probe, SessionOptions.AS_IT_IS)) {
            for (List<Map<String, Shape>> way : free.ways()) {
                List<TensorsOfRun> runs = new ArrayList<>();
                try {
                    for (Map<String, Shape> shapes : way) {
                        runs.add(read(
                                session.run(RandomInputs.of(model.graph().inputs(), shapes, SEED)),
                                shapeNames,
                                dependence));
                    }
                } catch (EdgeoptException e) {
                    problem = String.valueOf(e.getMessage());
                    continue;
                }
                Map<String, ElementType> types = types(model, dependence, backend);
                return new Observation(facts(model.graph(), dependence, types, way, runs), Optional.empty());
            }
        } catch (EdgeoptException e) {
            problem = String.valueOf(e.getMessage());
        }
        return failed(problem);
    }

    /** From the outputs of a {@link #probe}. */
    private static TensorsOfRun read(
            Map<String, Tensor> outputs, Map<String, String> shapeNames, ShapeDependence dependence) {
        Map<String, Shape> shapes = new HashMap<>();
        shapeNames.forEach((tensor, name) -> shapes.put(
                tensor, Shape.of(Objects.requireNonNull(outputs.get(name)).toLongs())));
        Map<String, Tensor> values = new HashMap<>(outputs);
        values.keySet().retainAll(dependence.valued());
        return new TensorsOfRun(shapes, values);
    }

    private static Observation failed(String problem) {
        return new Observation(Facts.none(), Optional.of(problem));
    }

    /** The model that gives the shape of each tensor too, and the value of those that shapes decide. */
    private static Model probe(Model model, ShapeDependence dependence, Map<String, String> shapeNames) {
        GraphEditor editor = model.exposing(dependence.valued()).edit();
        for (String tensor : dependence.shaped()) {
            String shape = editor.freshName(tensor + "_shape_of");
            editor.add(Node.of("Shape", List.of(tensor), List.of(shape)).withName(shape));
            editor.addOutput(ValueInfo.named(shape));
            shapeNames.put(tensor, shape);
        }
        return editor.model();
    }

    /** The runtime knows the types once the model is loaded; nothing runs. */
    private static Map<String, ElementType> types(Model model, ShapeDependence dependence, Backend backend) {
        Map<String, ElementType> types = new HashMap<>();
        try (Session session = backend.open(model.exposing(dependence.shaped()), SessionOptions.AS_IT_IS)) {
            session.outputs().forEach(output -> output.type().ifPresent(type -> types.put(output.name(), type)));
        }
        return types;
    }

    private static Facts facts(
            Graph graph,
            ShapeDependence dependence,
            Map<String, ElementType> types,
            List<Map<String, Shape>> way,
            List<TensorsOfRun> runs) {
        Map<String, Facts.Seen> seen = new HashMap<>();
        for (String name : graph.initializerNames()) {
            Shape shape = graph.initializerShape(name).orElseThrow();
            seen.put(
                    name,
                    new Facts.Seen(
                            graph.initializerType(name),
                            way.stream().map(run -> shape).toList(),
                            List.of()));
        }
        for (ValueInfo input : graph.inputs()) {
            List<Shape> shapes = way.stream()
                    .map(run -> Objects.requireNonNull(run.get(input.name())))
                    .toList();
            seen.put(input.name(), new Facts.Seen(input.type(), shapes, List.of()));
        }
        for (String tensor : dependence.shaped()) {
            List<Shape> shapes = runs.stream()
                    .map(run -> Objects.requireNonNull(run.shapes().get(tensor)))
                    .toList();
            List<Tensor> values = dependence.valued().contains(tensor)
                    ? runs.stream()
                            .map(run -> Objects.requireNonNull(run.values().get(tensor)))
                            .toList()
                    : List.of();
            seen.put(tensor, new Facts.Seen(Optional.ofNullable(types.get(tensor)), shapes, values));
        }
        return Facts.of(seen);
    }
}
