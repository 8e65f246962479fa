package io.edgeopt.core.inspect;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.trace.Cost;
import io.edgeopt.core.trace.Trace;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What can be told of a model file. As JSON its components are the fields that {@code docs/inspect.md} documents.
 *
 * @param schema the version of this record's JSON form
 * @param lineage the steps that made it, the oldest first, where edgeopt made it
 * @param replaceableWeights how many are declared as inputs too, which keeps runtimes from folding them
 * @param shapesUnknown why shapes, and with them MACs, are known only as far as the file declares them
 */
public record Inspection(
        int schema,
        String file,
        long fileBytes,
        String graph,
        String producer,
        String description,
        long irVersion,
        Map<String, Long> opsets,
        Map<String, String> metadata,
        List<String> lineage,
        List<Port> inputs,
        List<Port> outputs,
        Optional<String> shapesUnknown,
        Totals totals,
        List<Operation> operators,
        List<Constants> initializers,
        long replaceableWeights,
        List<Uncounted> uncounted,
        Ability quantization,
        Ability training,
        Ability explanation,
        List<Layer> layers) {
    private static final int SCHEMA = 1;

    /**
     * An input or output.
     *
     * @param declared extents as the file has them: numbers, names of free ones, {@code ?} for nameless ones
     * @param seen the extents that everything here was computed with
     */
    public record Port(String name, String type, Optional<List<String>> declared, Optional<List<Long>> seen) {}

    /** Sums over the graph; {@code macs} is of those nodes that could be counted. */
    public record Totals(
            int nodes, long parameters, long macs, boolean macsComplete, OptionalLong activationPeakBytes) {}

    /** How often an operator occurs. */
    public record Operation(String operator, long nodes) {}

    /** The initialisers of one type. */
    public record Constants(String type, long tensors, long elements, long bytes) {}

    /** A node that may compute but is not in the sum of MACs. */
    public record Uncounted(String node, String reason) {}

    /** A node and its cost. */
    public record Layer(
            String name,
            String operator,
            Optional<List<Long>> output,
            long parameters,
            OptionalLong macs,
            long activationBytes) {}

    /** Reads the file, asks the backend for shapes, and counts; a model that the backend cannot load is told of without. */
    public static Inspection of(Path file, Backend backend, Map<String, Shape> shapes) {
        Model model = Model.read(file);
        try {
            Trace trace = Trace.ofShapes(model, backend, shapes);
            return of(file, model, trace, Optional.empty());
        } catch (EdgeoptException e) {
            if (e instanceof InvalidDataException && !shapes.isEmpty()) {
                throw e;
            }
            return of(file, model, Trace.declared(model), Optional.ofNullable(e.getMessage()));
        }
    }

    private static Inspection of(Path file, Model model, Trace trace, Optional<String> shapesUnknown) {
        Graph graph = model.graph();
        Cost cost = Cost.of(model, trace);
        Ability training = Training.of(graph);
        return new Inspection(
                SCHEMA,
                String.valueOf(file.getFileName()),
                InputFile.size(file, "model"),
                graph.name(),
                model.producer(),
                model.docString(),
                model.irVersion(),
                named(model.opsets()),
                model.metadata(),
                Lineage.of(model).steps(),
                graph.inputs().stream().map(input -> port(input, trace)).toList(),
                graph.outputs().stream().map(output -> port(output, trace)).toList(),
                shapesUnknown,
                totals(graph, cost),
                operators(graph),
                initializers(graph),
                model.replaceableWeights().size(),
                cost.uncounted().stream()
                        .map(left -> new Uncounted(left.node().label(), left.reason()))
                        .toList(),
                Quantization.of(graph, trace, cost),
                training,
                Explanation.of(graph, trace, training),
                cost.nodes().stream().map(node -> layer(node, trace)).toList());
    }

    private static Map<String, Long> named(Map<String, Long> opsets) {
        Map<String, Long> named = new TreeMap<>();
        opsets.forEach((domain, version) -> named.put(domain.isEmpty() ? "ai.onnx" : domain, version));
        return named;
    }

    private static Port port(ValueInfo value, Trace trace) {
        return new Port(
                value.name(),
                value.type()
                        .or(() -> trace.type(value.name()))
                        .map(ElementType::toString)
                        .orElse("no tensor"),
                value.dims().map(dims -> dims.stream().map(Dim::toString).toList()),
                extents(trace, value.name()));
    }

    private static Optional<List<Long>> extents(Trace trace, String tensor) {
        return trace.shape(tensor)
                .map(shape -> Arrays.stream(shape.toArray()).boxed().toList());
    }

    private static Totals totals(Graph graph, Cost cost) {
        return new Totals(
                graph.nodes().size(),
                cost.parameters(),
                cost.macs(),
                cost.uncounted().isEmpty(),
                cost.activationPeak());
    }

    /** The most frequent first, then by name. */
    private static List<Operation> operators(Graph graph) {
        Map<String, Long> counts = new TreeMap<>();
        graph.nodes().forEach(node -> counts.merge(Operators.of(node).toString(), 1L, Long::sum));
        return counts.entrySet().stream()
                .map(entry -> new Operation(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Operation::nodes).reversed())
                .toList();
    }

    private static List<Constants> initializers(Graph graph) {
        Map<ElementType, Constants> sums = new TreeMap<>();
        for (String name : graph.initializerNames()) {
            ElementType type = graph.initializerType(name).orElseThrow();
            long size = graph.initializerShape(name).orElseThrow().size();
            Constants one = new Constants(type.toString(), 1, size, type.bytesFor(size));
            sums.merge(
                    type,
                    one,
                    (a, b) -> new Constants(
                            a.type(), a.tensors() + b.tensors(), a.elements() + b.elements(), a.bytes() + b.bytes()));
        }
        return List.copyOf(sums.values());
    }

    private static Layer layer(Cost.NodeCost cost, Trace trace) {
        Node node = cost.node();
        return new Layer(
                node.label(),
                Operators.of(node).toString(),
                node.outputs().stream().findFirst().flatMap(output -> extents(trace, output)),
                cost.parameters(),
                cost.macs(),
                cost.activationBytes());
    }
}
