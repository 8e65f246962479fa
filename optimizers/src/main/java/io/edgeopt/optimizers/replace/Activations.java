package io.edgeopt.optimizers.replace;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /** By what bends a product of a tensor with a function of itself; the first that is there names it. */
    private static final List<Map.Entry<String, String>> BENDS = List.of(
            Map.entry("Softplus", "mish"),
            Map.entry("Erf", "gelu"),
            Map.entry("Tanh", "gelu"),
            Map.entry("HardSigmoid", "hard-swish"),
            Map.entry("Clip", "hard-swish"),
            Map.entry("Sigmoid", "silu"),
            Map.entry("Exp", "silu"));

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
        Optional<Node> bent = node.isAnyOf("Mul", "Div") ? unscaled(node) : Optional.of(node);
        return bent.flatMap(inner -> {
            Set<Node> nodes = new LinkedHashSet<>();
            String x;
            String what;
            if (SINGLE.containsKey(inner.op()) && inner.domain().isEmpty()) {
                x = inner.inputs().get(0);
                what = SINGLE.get(inner.op());
            } else if (inner.isAnyOf("Mul", "Div")) {
                Optional<String> common = shared(inner);
                if (common.isEmpty()) {
                    return Optional.empty();
                }
                x = common.get();
                inner.inputs().forEach(input -> addTo(nodes, input, x));
                Optional<String> name = BENDS.stream()
                        .filter(bend -> nodes.stream().anyMatch(part -> part.is(bend.getKey())))
                        .map(Map.Entry::getValue)
                        .findFirst();
                if (name.isEmpty()) {
                    return Optional.empty();
                }
                what = name.get();
            } else {
                return Optional.empty();
            }
            for (Node outer = node;
                    outer != inner;
                    outer = producer(variable(outer).orElseThrow()).orElseThrow()) {
                nodes.add(outer);
            }
            nodes.add(inner);
            return Optional.of(new Site(Part.ACTIVATIONS, what, x, x, nodes, node));
        });
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
        return Optional.of(inner);
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
    private void addTo(Set<Node> nodes, String tensor, String x) {
        if (tensor.equals(x) || isConstant(tensor)) {
            return;
        }
        Node node = producer(tensor).orElseThrow();
        if (nodes.add(node)) {
            node.inputs().stream().filter(input -> !input.isEmpty()).forEach(input -> addTo(nodes, input, x));
        }
    }
}
