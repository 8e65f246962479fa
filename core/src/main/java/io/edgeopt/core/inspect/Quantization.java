package io.edgeopt.core.inspect;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.MacRule;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.trace.Cost;
import io.edgeopt.core.trace.Trace;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the layers that do the work can do it on integers, and what lies between them that cannot. */
final class Quantization {
    private final Graph graph;
    private final Trace trace;
    private final Map<Node, Long> macs;
    private final Ability.Obstacles obstacles = new Ability.Obstacles();
    private int layers;
    private int able;
    private int integer;
    private long ableMacs;

    private Quantization(Graph graph, Trace trace, Cost cost) {
        this.graph = graph;
        this.trace = trace;
        this.macs = cost.nodes().stream()
                .collect(Collectors.toMap(
                        Cost.NodeCost::node, node -> node.macs().orElse(0)));
    }

    static Ability of(Graph graph, Trace trace, Cost cost) {
        Quantization walk = new Quantization(graph, trace, cost);
        graph.nodes().forEach(walk::look);
        return new Ability(walk.able > 0, walk.summary(cost.macs()), walk.obstacles.list());
    }

    private void look(Node node) {
        Operator operator = Operators.of(node);
        if (!operator.isKnown()) {
            obstacles.add(operator.toString(), "not in the table of operators: it stays as it is", node);
        } else if (operator.macs() != MacRule.NONE) {
            layer(node, operator);
        } else if (operator.kind() == OperatorKind.NORMALIZATION) {
            // Running statistics make it a fixed scale and shift.
            boolean fixed = node.input(3).isPresent() && node.input(4).isPresent();
            String unless = fixed ? ", unless simplify folds it into the layer before it" : "";
            obstacles.add(operator.toString(), "stays in float" + unless, node);
        } else if (computes(operator) && !operator.isQuantizable() && isFloat(node)) {
            obstacles.add(operator.toString(), "has no integer form: it stays in float between integer layers", node);
        }
    }

    private void layer(Node node, Operator operator) {
        layers++;
        Optional<String> weight = operator.weightOf(node);
        boolean integerWeight = weight.flatMap(trace::type)
                .filter(type -> type == ElementType.INT8 || type == ElementType.UINT8)
                .isPresent();
        boolean dequantized = weight.flatMap(graph::producerOf)
                .filter(producer -> Operators.of(producer).kind() == OperatorKind.DEQUANTIZE)
                .isPresent();
        if (integerWeight || dequantized) {
            integer++;
        } else if (operator.isQuantizable()) {
            able++;
            ableMacs += macs.getOrDefault(node, 0L);
        } else {
            obstacles.add(operator.toString(), "has no integer kernel: it stays in float", node);
        }
    }

    /** Whether it turns numbers into others, rather than moving or describing them. */
    private static boolean computes(Operator operator) {
        return switch (operator.kind()) {
            case ACTIVATION, UNARY, BINARY, SOFTMAX, POOLING, GLOBAL_POOLING, REDUCTION, RESIZE, CONTROL_FLOW ->
                operator.quantized().isEmpty();
            default -> false;
        };
    }

    private boolean isFloat(Node node) {
        return node.outputs().stream()
                .findFirst()
                .flatMap(trace::type)
                .map(ElementType::isFloatingPoint)
                .orElse(true);
    }

    private String summary(long total) {
        if (layers == 0) {
            return "no: no layer with weights or matrix products";
        }
        if (integer > 0 && able == 0) {
            return said("already: %d of %d layers compute on integers", integer, layers);
        }
        if (able == 0) {
            return said("no: none of its %d layers has an integer kernel", layers);
        }
        String share = total == 0 ? "" : said(", %.1f %% of the MACs", 100.0 * ableMacs / total);
        String rest = integer == 0 ? "" : said("; %d compute on integers already", integer);
        return said("%s: %d of %d layers%s%s", able == layers ? "yes" : "in part", able, layers, share, rest);
    }

    private static String said(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
