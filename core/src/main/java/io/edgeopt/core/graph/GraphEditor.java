package io.edgeopt.core.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects changes to a model's graph and gives the changed model; the model it began with stays as it was. This is the
 * only way in which graphs are changed.
 */
public final class GraphEditor {
    private final Model source;
    private final List<Node> nodes;
    private final List<ValueInfo> inputs;
    private final List<ValueInfo> outputs;
    /** Shared with the last view until it changes. */
    private Map<String, TensorProto> initializers;

    private boolean initializersShared = true;
    /** Whether a weight has another shape now, so that what nodes make of it may have too. */
    private boolean reshaped;

    private final Set<String> taken = new HashSet<>();
    private @Nullable Graph view;

    GraphEditor(Model source) {
        Graph graph = source.graph();
        this.source = source;
        this.nodes = new ArrayList<>(graph.nodes());
        this.inputs = new ArrayList<>(graph.declaredInputs());
        Set<String> replaceable = source.replaceableWeights();
        inputs.removeIf(input -> replaceable.contains(input.name()));
        this.outputs = new ArrayList<>(graph.outputs());
        this.initializers = graph.initializerProtos();
        this.view = replaceable.isEmpty() ? graph : null;
        inputs.forEach(input -> taken.add(input.name()));
        taken.addAll(initializers.keySet());
        for (Node node : nodes) {
            taken.add(node.name());
            taken.addAll(node.outputs());
            if (node.hasSubgraphs()) {
                taken.addAll(Subgraphs.allNames(node.proto()));
            }
        }
    }

    /** The graph as it stands now, for questions; a later change makes a new one. */
    public Graph graph() {
        if (view == null) {
            view = Graph.of(source.graph().rest(), nodes, inputs, outputs, shared());
        }
        return view;
    }

    /** A name that neither a tensor nor a node bears yet, like {@code hint}; it is taken from now on. */
    public String freshName(String hint) {
        String name = hint;
        for (int i = 1; !taken.add(name); i++) {
            name = hint + "_" + i;
        }
        return name;
    }

    public GraphEditor add(Node node) {
        nodes.add(node);
        note(node);
        return changed();
    }

    /** Adds a node right before another, so that a sorted graph stays sorted. */
    public GraphEditor addBefore(Node place, Node node) {
        nodes.add(indexOf(place), node);
        note(node);
        return changed();
    }

    /** Puts nodes where {@code old} stood; none removes it. */
    public GraphEditor replace(Node old, Node... replacements) {
        int at = indexOf(old);
        nodes.remove(at);
        nodes.addAll(at, List.of(replacements));
        for (Node node : replacements) {
            note(node);
        }
        return changed();
    }

    public GraphEditor remove(Node node) {
        nodes.remove(indexOf(node));
        return changed();
    }

    public GraphEditor addInput(ValueInfo input) {
        inputs.add(input);
        taken.add(input.name());
        return changed();
    }

    /** Takes an input away, for a node to make what it was. */
    public GraphEditor removeInput(String tensor) {
        inputs.removeIf(input -> input.name().equals(tensor));
        return changed();
    }

    public GraphEditor addOutput(ValueInfo output) {
        outputs.add(output);
        return changed();
    }

    /** Declares an input otherwise than before, by its name. */
    public GraphEditor declareInput(ValueInfo input) {
        inputs.replaceAll(old -> old.name().equals(input.name()) ? input : old);
        return changed();
    }

    public GraphEditor declareOutput(ValueInfo output) {
        outputs.replaceAll(old -> old.name().equals(output.name()) ? output : old);
        return changed();
    }

    public GraphEditor removeOutput(String tensor) {
        outputs.removeIf(output -> output.name().equals(tensor));
        return changed();
    }

    /** Sets the value of an initialiser, old or new. */
    public GraphEditor set(String name, Tensor value) {
        TensorProto old = own().put(name, TensorProtos.encode(name, value));
        reshaped |= old != null && !TensorProtos.shape(old).equals(value.shape());
        declareBeside(name, value);
        taken.add(name);
        return changed();
    }

    /** Where the file declares its initialisers as inputs too, as it must before IR version 4, the two must agree. */
    private void declareBeside(String name, Tensor value) {
        ValueInfo declared = ValueInfo.of(name, value.type(), value.shape());
        if (inputs.stream().anyMatch(input -> input.name().equals(name))) {
            declareInput(declared);
        } else if (source.irVersion() < Model.FIRST_WITHOUT_DECLARED_WEIGHTS) {
            inputs.add(declared);
        }
    }

    /** A new initialiser under a name like {@code hint}. */
    public String constant(String hint, Tensor value) {
        String name = freshName(hint);
        set(name, value);
        return name;
    }

    /** Removes an initialiser, and the input that an old file declares beside it. */
    public GraphEditor removeInitializer(String name) {
        if (initializers.containsKey(name)) {
            own().remove(name);
            inputs.removeIf(input -> input.name().equals(name));
        }
        return changed();
    }

    /**
     * Makes whatever reads {@code from} read {@code to}; the graph's own outputs keep their names and sources.
     *
     * @throws IllegalArgumentException where a sub-graph has a tensor of its own named {@code to}; nothing is changed
     */
    public GraphEditor redirect(String from, String to) {
        if (!canRedirect(from, to)) {
            throw new IllegalArgumentException("'%s' already means something inside a sub-graph".formatted(to));
        }
        for (Node user : graph().consumersOf(from)) {
            nodes.set(indexOf(user), user.redirected(from, to));
        }
        return changed();
    }

    private boolean canRedirect(String from, String to) {
        return graph().consumersOf(from).stream()
                .noneMatch(user -> user.captured().contains(from)
                        && Subgraphs.definedWithin(user.proto()).contains(to));
    }

    /**
     * Takes a node out whose first output equals its {@code input}-th input, so that its readers read that input. Where
     * its output is an output of the graph, the input's producer takes over the name.
     *
     * @return false, and nothing is changed, where that cannot be: an output that would be a graph input, an initialiser
     *     or another output, a name that a sub-graph uses otherwise, or another output of the node that is read
     */
    public boolean bypass(Node node, int input) {
        Graph now = graph();
        String from = node.output();
        String to = node.input(input).orElse("");
        if (to.isEmpty() || node.outputs().stream().skip(1).anyMatch(this::isRead)) {
            return false;
        }
        if (!now.isOutput(from)) {
            if (!canRedirect(from, to)) {
                return false;
            }
            redirect(from, to);
            remove(node);
            return true;
        }
        Optional<Node> producer = now.producerOf(to);
        if (producer.isEmpty() || now.isOutput(to) || !canRedirect(to, from)) {
            return false;
        }
        remove(node);
        redirect(to, from);
        Node made = graph().producerOf(to).orElseThrow();
        List<String> renamed = new ArrayList<>(made.outputs());
        renamed.set(renamed.indexOf(to), from);
        replace(made, made.withOutputs(renamed));
        return true;
    }

    private boolean isRead(String tensor) {
        return graph().isOutput(tensor) || !graph().consumersOf(tensor).isEmpty();
    }

    /** Removes nodes and initialisers that no output depends on. */
    public GraphEditor removeDead() {
        Graph now = graph();
        Set<String> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        outputs.forEach(output -> open.add(output.name()));
        Set<Node> live = new HashSet<>();
        while (!open.isEmpty()) {
            String tensor = open.remove();
            if (needed.add(tensor)) {
                now.producerOf(tensor).filter(live::add).ifPresent(node -> open.addAll(node.uses()));
            }
        }
        nodes.removeIf(node -> !live.contains(node));
        Set<String> dropped = new HashSet<>(initializers.keySet());
        dropped.removeAll(needed);
        dropped.forEach(this::removeInitializer);
        return changed();
    }

    /** Orders the nodes so that each follows those it reads from. */
    public GraphEditor sort() {
        List<Node> ordered = graph().topological();
        nodes.clear();
        nodes.addAll(ordered);
        return changed();
    }

    /** The changed model, checked: every tensor has one source, and there is no cycle. */
    public Model model() {
        return ModelCheck.checked(
                "after editing",
                () -> source.withGraph(
                        Graph.of(source.graph().restFor(nodes, reshaped), nodes, inputs, outputs, shared())));
    }

    private Map<String, TensorProto> shared() {
        initializersShared = true;
        return initializers;
    }

    private Map<String, TensorProto> own() {
        if (initializersShared) {
            initializers = new LinkedHashMap<>(initializers);
            initializersShared = false;
        }
        return initializers;
    }

    private void note(Node node) {
        taken.add(node.name());
        taken.addAll(node.outputs());
    }

    private int indexOf(Node node) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) == node) {
                return i;
            }
        }
        throw new IllegalArgumentException("not a node of this graph: " + node);
    }

    private GraphEditor changed() {
        view = null;
        return this;
    }
}
