package io.edgeopt.core.trace;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Shape and type of every tensor of a model, as the backend that runs it sees them.
 *
 * <ul>
 *   <li>The backend first tells what it knows when it loads the model; only for what is still open, such as shapes that
 *       depend on data, the model runs once, and gives the shapes of its tensors instead of the tensors: a large model
 *       needs no more memory than in a plain run.
 *   <li>Tensors inside the graphs of {@code If} and {@code Loop} are not looked at, nor are sequences.
 * </ul>
 */
public final class Trace {
    private final Map<String, ElementType> types;
    private final Map<String, Shape> shapes;

    private Trace(Map<String, ElementType> types, Map<String, Shape> shapes) {
        this.types = Map.copyOf(types);
        this.shapes = Map.copyOf(shapes);
    }

    /** With the shapes and values of these inputs. */
    public static Trace of(Model model, Backend backend, Map<String, Tensor> inputs) {
        Map<String, Shape> given = new LinkedHashMap<>();
        inputs.forEach((name, tensor) -> given.put(name, tensor.shape()));
        return of(model, backend, InputShapes.of(model, given), () -> inputs);
    }

    /** With a batch of one where that is free, and {@code chosen} shapes by input name. */
    public static Trace ofShapes(Model model, Backend backend, Map<String, Shape> chosen) {
        Map<String, Shape> given = InputShapes.of(model, chosen);
        return of(model, backend, given, () -> InputShapes.filled(model, given));
    }

    /** What the file itself tells, for a model that no backend here can load. */
    public static Trace declared(Model model) {
        Map<String, ElementType> types = new HashMap<>();
        Map<String, Shape> shapes = new HashMap<>();
        Graph graph = model.graph();
        List<ValueInfo> told = new ArrayList<>(graph.inputs());
        told.addAll(graph.outputs());
        graph.intermediates().forEach(tensor -> graph.declared(tensor).ifPresent(told::add));
        told.forEach(info -> note(info, types, shapes));
        noteConstants(graph, types, shapes);
        return new Trace(types, shapes);
    }

    private static Trace of(
            Model model, Backend backend, Map<String, Shape> given, Supplier<Map<String, Tensor>> values) {
        Map<String, ElementType> types = new HashMap<>();
        Map<String, Shape> shapes = new HashMap<>(given);
        Model fixed = model.withInputShapes(given);
        Graph graph = fixed.graph();
        graph.inputs().forEach(input -> input.type().ifPresent(type -> types.put(input.name(), type)));
        noteConstants(graph, types, shapes);
        List<String> tensors = graph.intermediates().stream()
                .filter(tensor -> !types.containsKey(tensor))
                .toList();
        try (Session session = backend.open(fixed.exposing(tensors), SessionOptions.AS_IT_IS)) {
            session.outputs().forEach(output -> note(output, types, shapes));
        }
        List<String> open = tensors.stream()
                .filter(tensor -> types.containsKey(tensor) && !shapes.containsKey(tensor))
                .toList();
        if (!open.isEmpty()) {
            shapes.putAll(measured(fixed, backend, open, values.get()));
        }
        return new Trace(types, shapes);
    }

    private static void noteConstants(Graph graph, Map<String, ElementType> types, Map<String, Shape> shapes) {
        for (String name : graph.initializerNames()) {
            graph.initializerType(name).ifPresent(type -> types.put(name, type));
            graph.initializerShape(name).ifPresent(shape -> shapes.put(name, shape));
        }
        for (Node node : graph.nodes()) {
            if (node.is("Constant")) {
                graph.constant(node.output()).ifPresent(value -> {
                    types.put(node.output(), value.type());
                    shapes.put(node.output(), value.shape());
                });
            }
        }
    }

    private static void note(ValueInfo info, Map<String, ElementType> types, Map<String, Shape> shapes) {
        info.type().ifPresent(type -> types.put(info.name(), type));
        // A tensor of unknown rank is told like a scalar, so that scalars have to be measured.
        info.shape().filter(shape -> shape.rank() > 0).ifPresent(shape -> shapes.putIfAbsent(info.name(), shape));
    }

    private static Map<String, Shape> measured(
            Model model, Backend backend, List<String> tensors, Map<String, Tensor> inputs) {
        GraphEditor editor = model.edit();
        model.graph().outputs().forEach(output -> editor.removeOutput(output.name()));
        Map<String, String> queries = new LinkedHashMap<>();
        for (String tensor : tensors) {
            String query = editor.freshName("shape of " + tensor);
            editor.add(Node.of("Shape", List.of(tensor), List.of(query)));
            editor.addOutput(ValueInfo.of(query, ElementType.INT64, List.of(new Dim.Free(""))));
            queries.put(query, tensor);
        }
        Map<String, Shape> shapes = new HashMap<>();
        try (Session session = backend.open(editor.model(), SessionOptions.AS_IT_IS)) {
            session.run(inputs)
                    .forEach((query, shape) -> Optional.ofNullable(queries.get(query))
                            .ifPresent(tensor -> shapes.put(tensor, Shape.of(shape.toLongs()))));
        }
        return shapes;
    }

    /** Empty where the tensor is no plain tensor, is made inside a sub-graph, or could not be found out. */
    public Optional<Shape> shape(String tensor) {
        return Optional.ofNullable(shapes.get(tensor));
    }

    public Optional<ElementType> type(String tensor) {
        return Optional.ofNullable(types.get(tensor));
    }

    /** Bytes that the tensor fills, where its shape and type are known. */
    public Optional<Long> bytes(String tensor) {
        return shape(tensor).flatMap(shape -> type(tensor).map(type -> type.bytesFor(shape.size())));
    }
}
