package io.edgeopt.optimizers.replace;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Knows activations that look like a Relu from afar: single operators, and products of a tensor with a function of itself,
 * however exporters wrote them.
 */
final class Activations {
    private static final Map<String, String> SINGLE = Map.ofEntries(
            Map.entry("HardSwish", "hard-swish"),
            Map.entry("Swish", "silu"),
            Map.entry("Gelu", "gelu"),
            Map.entry("Mish", "mish"),
            Map.entry("Elu", "elu"),
            Map.entry("Selu", "selu"),
            Map.entry("Celu", "celu"),
            Map.entry("Softplus", "softplus"),
            Map.entry("LeakyRelu", "leaky-relu"),
            Map.entry("PRelu", "prelu"));

    /**
     * A product of a tensor with a function of itself.
     *
     * @param ops of which the function is made, among others
     * @param isScaled whether a factor behind the product is part of it, as the half of a GELU is
     */
    private record Form(String name, Set<String> ops, boolean isScaled) {}

    /** The first whose operators are there. */
    private static final List<Form> FORMS = List.of(
            new Form("mish", Set.of("Softplus", "Tanh"), false),
            new Form("gelu", Set.of("Erf", "Add"), true),
            new Form("gelu", Set.of("Tanh", "Add"), true),
            new Form("hard-swish", Set.of("HardSigmoid"), false),
            new Form("hard-swish", Set.of("Clip", "Add"), true),
            new Form("silu", Set.of("Sigmoid"), false),
            new Form("silu", Set.of("Exp", "Add"), false));

    private static final String[] OF_ONE = {
        "Sigmoid", "HardSigmoid", "Tanh", "Erf", "Softplus", "Clip", "Exp", "Neg", "Reciprocal"
    };
    private static final String[] OF_TWO = {"Add", "Sub", "Mul", "Div", "Pow"};

    private final Graph graph;
    /** What a tensor is a function of, element by element, one node back; empty for what is none. */
    private final Map<String, Optional<String>> arguments = new HashMap<>();

    private Activations(Graph graph) {
        this.graph = graph;
    }

    /** In the order in which they are worked out. */
    static List<Site> in(Graph graph) {
        return new Activations(graph).all();
    }

    private List<Site> all() {
        List<Node> backwards = new ArrayList<>(graph.topological());
        // In this order each is asked after what it hangs on, so that no question goes far.
        backwards.forEach(node -> node.outputs().forEach(this::argument));
        Collections.reverse(backwards);
        List<Site> sites = new ArrayList<>();
        Set<Node> taken = new HashSet<>();
        for (Node node : backwards) {
            // From the end: the softplus within a mish is none of its own.
            Optional<Site> site = taken.contains(node) ? Optional.empty() : at(node);
            site.ifPresent(found -> {
                sites.add(found);
                taken.addAll(found.nodes());
            });
        }
        Collections.reverse(sites);
        return sites;
    }

    private Optional<Site> at(Node node) {
        if (SINGLE.containsKey(node.op()) && node.domain().isEmpty()) {
            String x = node.inputs().get(0);
            return Optional.of(new Site(
                    Part.ACTIVATIONS, Objects.requireNonNull(SINGLE.get(node.op())), x, x, Set.of(node), node));
        }
        return node.isAnyOf("Mul", "Div")
                ? unscaled(node).flatMap(product -> product(product, node))
                : Optional.empty();
    }

    /** A product of a tensor with a function of itself, and the factors behind it that belong to it. */
    private Optional<Site> product(Node product, Node last) {
        Optional<String> common = shared(product);
        if (common.isEmpty() || product.inputs().stream().noneMatch(side -> isScaled(side, common.get()))) {
            return Optional.empty();
        }
        String x = common.get();
        Set<Node> nodes = between(product.inputs(), x);
        Set<String> ops = nodes.stream().map(Node::op).collect(Collectors.toSet());
        Optional<Form> form =
                FORMS.stream().filter(each -> ops.containsAll(each.ops())).findFirst();
        if (form.isEmpty() || (last != product && !form.get().isScaled())) {
            return Optional.empty();
        }
        for (Node outer = last;
                outer != product;
                outer = producer(variable(outer).orElseThrow()).orElseThrow()) {
            nodes.add(outer);
        }
        nodes.add(product);
        return Optional.of(new Site(Part.ACTIVATIONS, form.get().name(), x, x, nodes, last));
    }

    /** Whether a tensor is {@code x}, or that times or over a number. */
    private boolean isScaled(String tensor, String x) {
        String at = tensor;
        while (!at.equals(x)) {
            Optional<Node> node = producer(at).filter(this::isScaling);
            if (node.isEmpty()) {
                return false;
            }
            at = variable(node.get()).orElseThrow();
        }
        return true;
    }

    /** The product before factors that are one number each, as in {@code x * (1 + erf) * 0.5}; it may be the node itself. */
    private Optional<Node> unscaled(Node node) {
        Node inner = node;
        while (isScaling(inner)) {
            String scaled = variable(inner).orElseThrow();
            Optional<Node> before = producer(scaled).filter(made -> graph.hasSingleUse(scaled));
            if (before.isEmpty()) {
                return Optional.empty();
            }
            inner = before.get();
        }
        return Optional.of(inner).filter(found -> found.isAnyOf("Mul", "Div"));
    }

    private boolean isScaling(Node node) {
        if (!node.isAnyOf("Mul", "Div") || variable(node).isEmpty()) {
            return false;
        }
        int constant = isConstant(node.inputs().get(0)) ? 0 : 1;
        return (node.is("Mul") || constant == 1)
                && graph.constant(node.inputs().get(constant))
                        .filter(value -> value.size() == 1)
                        .isPresent();
    }

    /** The nearest tensor of which both inputs of a node are functions. */
    private Optional<String> shared(Node node) {
        if (node.inputs().size() != 2) {
            return Optional.empty();
        }
        Set<String> first = new LinkedHashSet<>(chain(node.inputs().get(0)));
        return chain(node.inputs().get(1)).stream().filter(first::contains).findFirst();
    }

    /** The tensor and all of which it is a function, element by element, back to the last. */
    private List<String> chain(String tensor) {
        List<String> chain = new ArrayList<>();
        Optional<String> next = Optional.of(tensor);
        while (next.isPresent()) {
            chain.add(next.get());
            next = argument(next.get());
        }
        return chain;
    }

    private Optional<String> argument(String tensor) {
        Optional<String> known = arguments.get(tensor);
        if (known == null) {
            known = producer(tensor).flatMap(node -> {
                if (node.isAnyOf(OF_ONE)) {
                    boolean bounded =
                            node.inputs().stream().skip(1).allMatch(bound -> bound.isEmpty() || isConstant(bound));
                    return bounded ? Optional.of(node.inputs().get(0)) : Optional.empty();
                }
                if (!node.isAnyOf(OF_TWO)) {
                    return Optional.empty();
                }
                return variable(node).or(() -> anyConstant(node) ? Optional.empty() : shared(node));
            });
            arguments.put(tensor, known);
        }
        return known;
    }

    /** The one input that is no constant, where the other is one number. */
    private Optional<String> variable(Node node) {
        if (node.inputs().size() != 2) {
            return Optional.empty();
        }
        String first = node.inputs().get(0);
        String second = node.inputs().get(1);
        if (isConstant(first) == isConstant(second)) {
            return Optional.empty();
        }
        String constant = isConstant(first) ? first : second;
        return isNumber(constant) ? Optional.of(isConstant(first) ? second : first) : Optional.empty();
    }

    private boolean anyConstant(Node node) {
        return node.inputs().stream().anyMatch(this::isConstant);
    }

    private boolean isNumber(String constant) {
        return graph.initializerShape(constant).map(Shape::size).orElse(1L) == 1
                && graph.constant(constant).filter(value -> value.size() == 1).isPresent();
    }

    private boolean isConstant(String tensor) {
        return graph.isInitializer(tensor)
                || producer(tensor).filter(node -> node.is("Constant")).isPresent();
    }

    private Optional<Node> producer(String tensor) {
        return graph.producerOf(tensor);
    }

    /** All nodes between {@code x} and what is worked out from it. */
    private Set<Node> between(List<String> tensors, String x) {
        Set<Node> nodes = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(tensors);
        while (!open.isEmpty()) {
            String tensor = open.remove();
            if (!tensor.isEmpty() && !tensor.equals(x) && !isConstant(tensor)) {
                Node node = producer(tensor).orElseThrow();
                if (nodes.add(node)) {
                    open.addAll(node.inputs());
                }
            }
        }
        return nodes;
    }
}
