package io.edgeopt.core.trace;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.graph.QuantizedForm;
import io.edgeopt.core.tensor.ElementType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which constants of a graph are parameters: what training would have found, and what papers count. Weights and biases
 * are, quantized or not; running statistics of batch norms, scales and zero points, shapes, indices, bounds and single
 * numbers are not. A constant that several nodes read belongs to the first.
 */
final class Parameters {
    private final Graph graph;
    private final Trace trace;
    private final Set<String> counted = new HashSet<>();
    private final Map<Node, Long> counts = new HashMap<>();

    private Parameters(Graph graph, Trace trace) {
        this.graph = graph;
        this.trace = trace;
    }

    /** How many parameters each node holds. */
    static Map<Node, Long> of(Graph graph, Trace trace) {
        Parameters parameters = new Parameters(graph, trace);
        graph.nodes().forEach(node -> parameters.counts.put(node, parameters.count(node)));
        return parameters.counts;
    }

    private long count(Node node) {
        Operator operator = Operators.of(node);
        Set<String> named = new HashSet<>();
        operator.weightOf(node).ifPresent(named::add);
        operator.biasOf(node).ifPresent(named::add);
        long sum = 0;
        for (String operand : operands(node, operator, named)) {
            Optional<String> root = root(operand);
            if (root.isPresent() && isParameter(root.get(), named.contains(operand)) && counted.add(root.get())) {
                sum += trace.shape(root.get()).orElseThrow().size();
            }
        }
        return sum;
    }

    private boolean isParameter(String constant, boolean named) {
        ElementType type = trace.type(constant).orElseThrow();
        boolean weighs = type.isFloatingPoint() || (type.isInteger() && type.bits() <= 8);
        return named
                ? type != ElementType.STRING
                : weighs && trace.shape(constant).orElseThrow().size() > 1;
    }

    private static List<String> operands(Node node, Operator operator, Set<String> named) {
        return switch (operator.kind()) {
            case CONVOLUTION, TRANSPOSED_CONVOLUTION -> List.copyOf(named);
            case MATRIX_PRODUCT -> named.isEmpty() ? present(node.inputs()) : with(node.input(0), named);
            case NORMALIZATION -> named.isEmpty() ? present(node.inputs()) : List.copyOf(named);
            // What these pass on is a parameter of the node that uses it.
            case QUANTIZE, DEQUANTIZE, RESHAPE, CAST, MOVEMENT -> List.of();
            case CONSTANT, SHAPE_QUERY -> List.of();
            case RESIZE, PAD, SLICE, GATHER, SPLIT, REDUCTION -> with(node.input(0), Set.of());
            default -> operator.quantized().map(form -> values(node, form)).orElseGet(() -> present(node.inputs()));
        };
    }

    private static List<String> with(Optional<String> first, Set<String> named) {
        List<String> all = new ArrayList<>(named);
        first.filter(operand -> !named.contains(operand)).ifPresent(all::add);
        return all;
    }

    private static List<String> present(List<String> inputs) {
        return inputs.stream().filter(input -> !input.isEmpty()).distinct().toList();
    }

    /** The inputs of an integer operator that hold values, without scales and zero points. */
    private static List<String> values(Node node, QuantizedForm form) {
        List<String> values = new ArrayList<>();
        int at = 0;
        for (QuantizedForm.Operand operand : form.operands()) {
            do {
                if (operand != QuantizedForm.Operand.OUTPUT) {
                    node.input(at).ifPresent(values::add);
                }
                at += operand.inputs();
            } while (operand == QuantizedForm.Operand.TENSORS
                    && at < node.inputs().size());
        }
        return values;
    }

    /** The constant that a tensor is, or is a mere rewriting of. */
    Optional<String> root(String tensor) {
        if (graph.initializerNames().contains(tensor)) {
            return Optional.of(tensor);
        }
        Optional<Node> producer = graph.producerOf(tensor);
        if (producer.isEmpty()) {
            return Optional.empty();
        }
        if (producer.get().is("Constant")) {
            return trace.shape(tensor).map(unused -> tensor);
        }
        OperatorKind kind = Operators.of(producer.get()).kind();
        boolean rewrites = switch (kind) {
            case QUANTIZE, DEQUANTIZE, RESHAPE, CAST, MOVEMENT -> true;
            default -> false;
        };
        return rewrites ? producer.get().input(0).flatMap(this::root) : Optional.empty();
    }
}
