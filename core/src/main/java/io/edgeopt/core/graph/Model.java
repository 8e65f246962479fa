package io.edgeopt.core.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.edgeopt.core.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An ONNX model in memory: one graph, the operator sets it is written in, and what is said about it. Immutable.
 *
 * <p>Whatever the file holds that edgeopt knows nothing of is kept and written back.
 */
public final class Model {
    /** The oldest and newest version of ONNX's own operator set that edgeopt reads. */
    public static final int OLDEST_OPSET = 7;

    public static final int NEWEST_OPSET = 22;

    /** The IR version from which on a weight need not be declared as an input too. */
    static final int FIRST_WITHOUT_DECLARED_WEIGHTS = 4;

    /** Everything but the graph. */
    private final ModelProto rest;

    private final Graph graph;

    private Model(ModelProto rest, Graph graph) {
        this.rest = rest;
        this.graph = graph;
    }

    static Model of(ModelProto proto) {
        return new Model(proto.toBuilder().clearGraph().build(), Graph.of(proto.getGraph()));
    }

    /** An empty model, to be filled by an editor. */
    public static Model empty(String name, int opset) {
        ModelProto rest = ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName("edgeopt")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .build();
        return new Model(rest, Graph.of(GraphProto.newBuilder().setName(name).build()));
    }

    /** Reads and checks a file, and the files beside it that hold its weights, if it has such. */
    public static Model read(Path file) {
        return ModelFile.read(file);
    }

    /** Reads and checks a model from memory; {@code name} is what messages call it. */
    public static Model parse(String name, byte[] bytes) {
        return ModelFile.parse(name, bytes);
    }

    /** Writes to a temporary file beside {@code file} and moves it into place. */
    public void write(Path file) {
        ModelFile.write(this, file);
    }

    /** The whole model as one ONNX file's bytes. */
    public byte[] toBytes() {
        return ModelFile.bytes(this);
    }

    /** Puts what {@link #toBytes} gives into a buffer that has room for it, and moves its position behind. */
    public void writeTo(ByteBuffer buffer) {
        ModelFile.write(this, buffer);
    }

    /** How long {@link #toBytes} is, without making it. */
    public long byteSize() {
        return ModelFile.size(this);
    }

    public Graph graph() {
        return graph;
    }

    public long irVersion() {
        return rest.getIrVersion();
    }

    public String producer() {
        return (rest.getProducerName() + " " + rest.getProducerVersion()).strip();
    }

    public String docString() {
        return rest.getDocString();
    }

    /** The version of ONNX's own operator set. */
    public int opset() {
        return opsets().getOrDefault("", 1L).intValue();
    }

    /** Versions by domain; ONNX's own is the empty one. */
    public Map<String, Long> opsets() {
        Map<String, Long> opsets = new LinkedHashMap<>();
        for (OperatorSetIdProto opset : rest.getOpsetImportList()) {
            opsets.put(opset.getDomain().equals("ai.onnx") ? "" : opset.getDomain(), opset.getVersion());
        }
        return opsets;
    }

    /** Names of functions that the file defines for itself; their nodes are left as they are. */
    public Set<String> functions() {
        Set<String> names = new LinkedHashSet<>();
        rest.getFunctionsList().forEach(function -> names.add(function.getDomain() + "." + function.getName()));
        return names;
    }

    public Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        rest.getMetadataPropsList().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        return metadata;
    }

    public Model withMetadata(String key, String value) {
        Map<String, String> changed = metadata();
        changed.put(key, value);
        ModelProto.Builder built = rest.toBuilder().clearMetadataProps();
        changed.forEach((name, text) -> built.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(name).setValue(text)));
        return new Model(built.build(), graph);
    }

    /** Declares that nodes of {@code domain} are written in {@code version} of its operator set. */
    public Model withOpset(String domain, long version) {
        Map<String, Long> changed = opsets();
        changed.put(domain, version);
        ModelProto.Builder built = rest.toBuilder().clearOpsetImport();
        changed.forEach((name, number) -> built.addOpsetImport(
                OperatorSetIdProto.newBuilder().setDomain(name).setVersion(number)));
        return new Model(built.build(), graph);
    }

    public Model withGraph(Graph changed) {
        return new Model(rest, changed);
    }

    /**
     * A model that computes what {@code other} does, with its nodes and initialisers, and is else this one: inputs,
     * outputs, operator sets, and all that is said about it.
     */
    public Model computing(Graph other) {
        return ModelCheck.checked(
                "with the nodes of '%s'".formatted(other.name()), () -> withGraph(graph.computing(other, irVersion())));
    }

    /** A model that gives the named tensors as outputs too; those that it gives already are not repeated. */
    public Model exposing(Collection<String> tensors) {
        Set<String> present = new LinkedHashSet<>();
        graph.outputs().forEach(output -> present.add(output.name()));
        List<ValueInfo> outputs = new ArrayList<>(graph.outputs());
        for (String tensor : tensors) {
            if (present.add(tensor)) {
                if (graph.producerOf(tensor).isEmpty()) {
                    throw new IllegalArgumentException("no node makes a tensor named '%s'".formatted(tensor));
                }
                outputs.add(ValueInfo.named(tensor));
            }
        }
        return withGraph(
                Graph.of(graph.rest(), graph.nodes(), graph.declaredInputs(), outputs, graph.initializerProtos()));
    }

    /**
     * The same computation for those who only ask for shapes: nothing is declared of the tensors that nodes make, and
     * weights are inputs, so that there is next to nothing to load. Small ones stay: shapes may depend on their values.
     */
    public Model outline() {
        return withGraph(graph.outline());
    }

    /** The same, with the inputs that are named declared to have these shapes. */
    public Model withInputShapes(Map<String, Shape> shapes) {
        GraphEditor editor = edit();
        for (ValueInfo input : graph.inputs()) {
            Shape shape = shapes.get(input.name());
            if (shape != null && input.type().isPresent()) {
                editor.declareInput(ValueInfo.of(input.name(), input.type().get(), shape));
            }
        }
        return editor.model();
    }

    /** A model of these nodes alone, in this order, with the weights that they read; it takes {@code input}. */
    public Model part(ValueInfo input, Collection<Node> nodes, Collection<String> outputs) {
        Model part = empty(graph.name(), opset());
        for (Map.Entry<String, Long> set : opsets().entrySet()) {
            part = part.withOpset(set.getKey(), set.getValue());
        }
        GraphEditor editor = part.edit().addInput(input);
        outputs.forEach(output -> editor.addOutput(ValueInfo.named(output)));
        for (Node node : nodes) {
            editor.add(node);
            for (String tensor : node.uses()) {
                graph.initializer(tensor).ifPresent(value -> editor.set(tensor, value));
            }
        }
        return editor.model();
    }

    /**
     * Weights that the file declares as inputs too, so that a caller may replace them. A runtime must not fold what may be
     * replaced, nor lay it out for its kernels, and is half as fast for it. Before IR version 4 every file had to declare
     * them so, and none may be replaced.
     */
    public Set<String> replaceableWeights() {
        Set<String> replaceable = new LinkedHashSet<>();
        if (irVersion() >= FIRST_WITHOUT_DECLARED_WEIGHTS) {
            graph.declaredInputs().stream()
                    .map(ValueInfo::name)
                    .filter(graph::isInitializer)
                    .forEach(replaceable::add);
        }
        return replaceable;
    }

    /** Begins a change. Replaceable weights are inputs no more in what comes of it, for nobody means to replace them. */
    public GraphEditor edit() {
        return new GraphEditor(this);
    }

    ModelProto toProto() {
        return rest.toBuilder().setGraph(graph.toProto()).build();
    }

    @Override
    public String toString() {
        return "%s, opset %d".formatted(graph, opset());
    }
}
