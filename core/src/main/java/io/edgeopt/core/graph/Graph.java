package io.edgeopt.core.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Nodes and the tensors between them. Immutable; {@link GraphEditor} makes changed copies.
 *
 * <p>A tensor is a name. It is a graph input, an initialiser (a constant in the file), or the output of one node.
 */
public final class Graph {
    /** No shape has so many extents, and no resizing so many factors. */
    private static final int LARGEST_SHAPE = 64;

    /** Everything that the lists below do not hold: name, doc string, annotations, fields we do not know. */
    private final GraphProto rest;

    private final List<Node> nodes;
    private final List<ValueInfo> inputs;
    private final List<ValueInfo> outputs;
    private final Map<String, TensorProto> initializers;
    private final Set<String> sparse;
    private final List<ValueInfo> givenInputs;
    private final Set<String> inputNames;
    private final Set<String> outputNames;
    private final Map<String, Node> producers;
    private final Map<String, List<Node>> consumers;

    private Graph(
            GraphProto rest,
            List<Node> nodes,
            List<ValueInfo> inputs,
            List<ValueInfo> outputs,
            Map<String, TensorProto> initializers) {
        this.rest = rest;
        this.nodes = List.copyOf(nodes);
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.initializers = Collections.unmodifiableMap(initializers);
        this.sparse = sparseNames(rest);
        this.givenInputs =
                inputs.stream().filter(input -> !isInitializer(input.name())).toList();
        this.inputNames = names(givenInputs);
        this.outputNames = names(outputs);
        this.producers = producers(this.nodes);
        this.consumers = consumers(this.nodes);
    }

    static Graph of(
            GraphProto rest,
            List<Node> nodes,
            List<ValueInfo> inputs,
            List<ValueInfo> outputs,
            Map<String, TensorProto> initializers) {
        return new Graph(rest, nodes, inputs, outputs, initializers);
    }

    static Graph of(GraphProto proto) {
        List<Node> nodes = proto.getNodeList().stream().map(Node::of).toList();
        List<ValueInfo> inputs =
                proto.getInputList().stream().map(ValueInfo::of).toList();
        List<ValueInfo> outputs =
                proto.getOutputList().stream().map(ValueInfo::of).toList();
        Map<String, TensorProto> initializers = new LinkedHashMap<>();
        for (TensorProto tensor : proto.getInitializerList()) {
            if (initializers.put(tensor.getName(), tensor) != null) {
                throw new InvalidModelException("two initialisers bear the name '%s'".formatted(tensor.getName()));
            }
        }
        GraphProto rest = proto.toBuilder()
                .clearNode()
                .clearInput()
                .clearOutput()
                .clearInitializer()
                .build();
        return new Graph(rest, nodes, inputs, outputs, initializers);
    }

    private static Set<String> names(List<ValueInfo> infos) {
        return infos.stream().map(ValueInfo::name).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> sparseNames(GraphProto rest) {
        Set<String> names = new HashSet<>();
        for (SparseTensorProto tensor : rest.getSparseInitializerList()) {
            names.add(tensor.getValues().getName());
        }
        return names;
    }

    private static Map<String, Node> producers(List<Node> nodes) {
        Map<String, Node> producers = new HashMap<>(2 * nodes.size());
        for (Node node : nodes) {
            for (String output : node.outputs()) {
                if (!output.isEmpty()) {
                    producers.put(output, node);
                }
            }
        }
        return producers;
    }

    private static Map<String, List<Node>> consumers(List<Node> nodes) {
        Map<String, List<Node>> consumers = new HashMap<>(4 * nodes.size());
        for (Node node : nodes) {
            for (String use : node.uses()) {
                consumers.computeIfAbsent(use, unused -> new ArrayList<>(2)).add(node);
            }
        }
        return consumers;
    }

    public String name() {
        return rest.getName();
    }

    public String docString() {
        return rest.getDocString();
    }

    /** The nodes in the file's order. */
    public List<Node> nodes() {
        return nodes;
    }

    /** What a caller must give: declared inputs that have no value in the file. */
    public List<ValueInfo> inputs() {
        return givenInputs;
    }

    /** All declared inputs; old files declare initialisers here too, so that a caller may replace them. */
    List<ValueInfo> declaredInputs() {
        return inputs;
    }

    public List<ValueInfo> outputs() {
        return outputs;
    }

    public boolean isInput(String tensor) {
        return inputNames.contains(tensor);
    }

    public boolean isOutput(String tensor) {
        return outputNames.contains(tensor);
    }

    public boolean isInitializer(String tensor) {
        return initializers.containsKey(tensor) || sparse.contains(tensor);
    }

    /** Names of the dense initialisers, in the file's order. */
    public Set<String> initializerNames() {
        return initializers.keySet();
    }

    /** The value of an initialiser. It is decoded at each call: keep it, where it is used again. */
    public Optional<Tensor> initializer(String tensor) {
        return Optional.ofNullable(initializers.get(tensor)).map(TensorProtos::decode);
    }

    /** The shape of an initialiser, without reading its value. */
    public Optional<Shape> initializerShape(String tensor) {
        return Optional.ofNullable(initializers.get(tensor)).map(TensorProtos::shape);
    }

    public Optional<ElementType> initializerType(String tensor) {
        return Optional.ofNullable(initializers.get(tensor)).map(TensorProtos::type);
    }

    /** The value of a tensor that is the same in every run: an initialiser, or what a {@code Constant} node gives. */
    public Optional<Tensor> constant(String tensor) {
        if (initializers.containsKey(tensor)) {
            return initializer(tensor);
        }
        return producerOf(tensor).filter(node -> node.is("Constant")).flatMap(Constants::valueOf);
    }

    public Optional<Node> producerOf(String tensor) {
        return Optional.ofNullable(producers.get(tensor));
    }

    /** Nodes that read the tensor, each once, those that read it from a graph of their own among them. */
    public List<Node> consumersOf(String tensor) {
        return Collections.unmodifiableList(consumers.getOrDefault(tensor, List.of()));
    }

    /** Whether exactly one node reads the tensor, once, and it is no output of the graph. */
    public boolean hasSingleUse(String tensor) {
        List<Node> users = consumersOf(tensor);
        return users.size() == 1
                && !isOutput(tensor)
                && Collections.frequency(users.get(0).inputs(), tensor) == 1
                && !users.get(0).captured().contains(tensor);
    }

    /** Every tensor that nodes make, in the nodes' order. */
    public List<String> intermediates() {
        return nodes.stream()
                .flatMap(node -> node.outputs().stream())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** What the file itself declares about a tensor between nodes. */
    public Optional<ValueInfo> declared(String tensor) {
        for (ValueInfoProto info : rest.getValueInfoList()) {
            if (info.getName().equals(tensor)) {
                return Optional.of(ValueInfo.of(info));
            }
        }
        return Optional.empty();
    }

    /** The nodes so ordered that each follows those it reads from; the file's order where that is free. */
    public List<Node> topological() {
        return TopologicalOrder.of(this);
    }

    GraphProto rest() {
        return rest;
    }

    /**
     * The same, without the declared shapes of tensors between nodes: once nodes or weights have changed they may be
     * wrong, and whoever runs the model works them out anyway.
     */
    GraphProto restFor(List<Node> changed, boolean reshaped) {
        return changed.equals(nodes) && !reshaped
                ? rest
                : rest.toBuilder().clearValueInfo().build();
    }

    Graph outline() {
        List<ValueInfo> named =
                outputs.stream().map(output -> ValueInfo.named(output.name())).toList();
        List<ValueInfo> taken = new ArrayList<>(inputs);
        Map<String, TensorProto> small = new LinkedHashMap<>(initializers);
        initializers.forEach((name, tensor) -> {
            Shape shape = TensorProtos.shape(tensor);
            if (shape.size() > LARGEST_SHAPE && TensorProtos.type(tensor).isFloatingPoint()) {
                small.remove(name);
                taken.removeIf(input -> input.name().equals(name));
                taken.add(ValueInfo.of(name, TensorProtos.type(tensor), shape));
            }
        });
        return new Graph(rest.toBuilder().clearValueInfo().build(), nodes, taken, named, small);
    }

    /** This graph's inputs, outputs and remarks around the other's nodes and initialisers. */
    Graph computing(Graph other, long irVersion) {
        List<ValueInfo> declared = new ArrayList<>(inputs);
        declared.removeIf(input -> isInitializer(input.name()) && !other.isInitializer(input.name()));
        if (irVersion < Model.FIRST_WITHOUT_DECLARED_WEIGHTS) {
            // Until then a file had to declare its initialisers as inputs too.
            Set<String> present = names(declared);
            other.initializers.forEach((name, tensor) -> {
                if (!present.contains(name)) {
                    declared.add(ValueInfo.of(name, TensorProtos.type(tensor), TensorProtos.shape(tensor)));
                }
            });
        }
        GraphProto remarks = rest.toBuilder()
                .clearValueInfo()
                .clearSparseInitializer()
                .addAllSparseInitializer(other.rest.getSparseInitializerList())
                .build();
        return new Graph(remarks, other.nodes, declared, outputs, other.initializers);
    }

    Map<String, TensorProto> initializerProtos() {
        return initializers;
    }

    GraphProto toProto() {
        GraphProto.Builder proto = rest.toBuilder();
        nodes.forEach(node -> proto.addNode(node.proto()));
        inputs.forEach(input -> proto.addInput(input.proto()));
        outputs.forEach(output -> proto.addOutput(output.proto()));
        proto.addAllInitializer(initializers.values());
        return proto.build();
    }

    @Override
    public String toString() {
        return "%s: %d nodes".formatted(name(), nodes.size());
    }
}
