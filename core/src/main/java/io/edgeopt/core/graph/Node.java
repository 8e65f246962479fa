package io.edgeopt.core.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One operation: which operator, which tensors go in and come out, and its attributes. An empty input or output name
 * means that an optional one is left out.
 *
 * <p>Nodes are compared by identity: a file may hold two that look the same.
 */
public final class Node {
    private final NodeProto proto;
    private final List<String> inputs;
    private final List<String> outputs;
    private final Set<String> uses;

    private Node(NodeProto proto) {
        this.proto = proto;
        this.inputs = List.copyOf(proto.getInputList());
        this.outputs = List.copyOf(proto.getOutputList());
        Set<String> used = new LinkedHashSet<>(inputs);
        used.remove("");
        used.addAll(captured());
        this.uses = Collections.unmodifiableSet(used);
    }

    static Node of(NodeProto proto) {
        return new Node(proto);
    }

    /** A node of the default operator set. */
    public static Node of(String op, List<String> inputs, List<String> outputs) {
        return new Node(NodeProto.newBuilder()
                .setOpType(op)
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .build());
    }

    /** The name, or an empty text: ONNX does not ask for one. */
    public String name() {
        return proto.getName();
    }

    /** How messages call this node: its name, or failing that its first output. */
    public String label() {
        return name().isEmpty() ? (outputs.isEmpty() ? op() : outputs.get(0)) : name();
    }

    public String op() {
        return proto.getOpType();
    }

    /** The operator set's domain; empty for ONNX's own. */
    public String domain() {
        return proto.getDomain().equals("ai.onnx") ? "" : proto.getDomain();
    }

    public boolean is(String op) {
        return op().equals(op) && domain().isEmpty();
    }

    public boolean isAnyOf(String... ops) {
        return domain().isEmpty() && Arrays.asList(ops).contains(op());
    }

    public List<String> inputs() {
        return inputs;
    }

    public List<String> outputs() {
        return outputs;
    }

    /** The input at that place, or empty where it is left out. */
    public Optional<String> input(int index) {
        return index < inputs.size() && !inputs.get(index).isEmpty()
                ? Optional.of(inputs.get(index))
                : Optional.empty();
    }

    /** The first output, which almost every operator has. */
    public String output() {
        return outputs.get(0);
    }

    public List<String> attributeNames() {
        return proto.getAttributeList().stream().map(AttributeProto::getName).toList();
    }

    public boolean has(String attribute) {
        return find(attribute).isPresent();
    }

    public long integer(String attribute, long absent) {
        return find(attribute).map(AttributeProto::getI).orElse(absent);
    }

    public float real(String attribute, float absent) {
        return find(attribute).map(AttributeProto::getF).orElse(absent);
    }

    public String text(String attribute, String absent) {
        return find(attribute).map(found -> found.getS().toStringUtf8()).orElse(absent);
    }

    public Optional<long[]> integers(String attribute) {
        return find(attribute)
                .map(found ->
                        found.getIntsList().stream().mapToLong(Long::longValue).toArray());
    }

    public Optional<float[]> reals(String attribute) {
        return find(attribute).map(found -> {
            float[] values = new float[found.getFloatsCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = found.getFloats(i);
            }
            return values;
        });
    }

    public Optional<Tensor> tensor(String attribute) {
        return find(attribute).filter(AttributeProto::hasT).map(found -> TensorProtos.decode(found.getT()));
    }

    /** Attribute values as a person reads them, for tables and messages. */
    public String describe(String attribute) {
        return find(attribute).map(AttributeText::of).orElse("");
    }

    public Node withName(String name) {
        return new Node(proto.toBuilder().setName(name).build());
    }

    public Node withOp(String op) {
        return new Node(proto.toBuilder().setOpType(op).build());
    }

    public Node inDomain(String domain) {
        return new Node(proto.toBuilder().setDomain(domain).build());
    }

    public Node withInputs(List<String> changed) {
        return new Node(proto.toBuilder().clearInput().addAllInput(changed).build());
    }

    public Node withInput(int index, String changed) {
        List<String> all = new ArrayList<>(inputs);
        while (all.size() <= index) {
            all.add("");
        }
        all.set(index, changed);
        return withInputs(all);
    }

    public Node withOutputs(List<String> changed) {
        return new Node(proto.toBuilder().clearOutput().addAllOutput(changed).build());
    }

    public Node with(String attribute, long value) {
        return with(AttributeProto.newBuilder()
                .setName(attribute)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value));
    }

    public Node with(String attribute, float value) {
        return with(AttributeProto.newBuilder()
                .setName(attribute)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value));
    }

    public Node with(String attribute, String value) {
        return with(AttributeProto.newBuilder()
                .setName(attribute)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value)));
    }

    public Node with(String attribute, long[] values) {
        AttributeProto.Builder built =
                AttributeProto.newBuilder().setName(attribute).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            built.addInts(value);
        }
        return with(built);
    }

    public Node with(String attribute, float[] values) {
        AttributeProto.Builder built =
                AttributeProto.newBuilder().setName(attribute).setType(AttributeProto.AttributeType.FLOATS);
        for (float value : values) {
            built.addFloats(value);
        }
        return with(built);
    }

    public Node with(String attribute, Tensor value) {
        return with(AttributeProto.newBuilder()
                .setName(attribute)
                .setType(AttributeProto.AttributeType.TENSOR)
                .setT(TensorProtos.encode("", value)));
    }

    public Node without(String attribute) {
        NodeProto.Builder changed = proto.toBuilder().clearAttribute();
        proto.getAttributeList().stream()
                .filter(kept -> !kept.getName().equals(attribute))
                .forEach(changed::addAttribute);
        return new Node(changed.build());
    }

    /** Whether any attribute is a graph of its own, as in {@code If} and {@code Loop}. */
    public boolean hasSubgraphs() {
        for (AttributeProto held : proto.getAttributeList()) {
            if (held.hasG() || held.getGraphsCount() > 0) {
                return true;
            }
        }
        return false;
    }

    /** The tensors of enclosing graphs that this node's own graphs read; they count as uses like inputs do. */
    public Set<String> captured() {
        if (!hasSubgraphs()) {
            return Set.of();
        }
        Set<String> captured = new LinkedHashSet<>();
        Subgraphs.of(proto).forEach(graph -> captured.addAll(Subgraphs.captured(graph)));
        return captured;
    }

    /** Whether both are the same operation, attribute by attribute; inputs, outputs and names may differ. */
    public boolean isSameOperation(Node other) {
        return op().equals(other.op())
                && domain().equals(other.domain())
                && Set.copyOf(proto.getAttributeList()).equals(Set.copyOf(other.proto.getAttributeList()));
    }

    /** Every tensor that must exist before this node runs: named inputs and captured ones. */
    public Set<String> uses() {
        return uses;
    }

    /** The same node reading {@code to} wherever it, or a graph inside it, read {@code from}. */
    Node redirected(String from, String to) {
        NodeProto.Builder changed = proto.toBuilder();
        for (int i = 0; i < changed.getInputCount(); i++) {
            if (changed.getInput(i).equals(from)) {
                changed.setInput(i, to);
            }
        }
        if (hasSubgraphs()) {
            Subgraphs.redirect(changed, from, to);
        }
        return new Node(changed.build());
    }

    NodeProto proto() {
        return proto;
    }

    private Node with(AttributeProto.Builder attribute) {
        NodeProto.Builder changed = proto.toBuilder();
        for (int i = 0; i < changed.getAttributeCount(); i++) {
            if (changed.getAttribute(i).getName().equals(attribute.getName())) {
                return new Node(changed.setAttribute(i, attribute).build());
            }
        }
        return new Node(changed.addAttribute(attribute).build());
    }

    private Optional<AttributeProto> find(String attribute) {
        for (AttributeProto candidate : proto.getAttributeList()) {
            if (candidate.getName().equals(attribute)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "%s '%s' %s -> %s".formatted(op(), label(), inputs, outputs);
    }
}
