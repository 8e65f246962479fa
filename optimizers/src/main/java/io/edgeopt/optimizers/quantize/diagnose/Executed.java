package io.edgeopt.optimizers.quantize.diagnose;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.MacRule;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.OperatorTime;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.emit.Aside;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a runtime made of a model and ran, node by node, on one thread. */
final class Executed {
    private static final int RUNS = 10;
    private static final Set<String> INTEGER_PRODUCTS =
            Set.of("MatMulIntegerToFloat", "DynamicQuantizeMatMul", "DynamicQuantizeLSTM", "MatMulInteger");

    /** What a node that ran does. */
    enum Part {
        INTEGER_PRODUCT,
        DYNAMIC_CONVOLUTION,
        INTEGER_OPERATOR,
        TURNING,
        UNPACKING,
        FLOAT_PRODUCT,
        FLOAT_OPERATOR,
        LAYOUT
    }

    private final Graph graph;
    private final List<OperatorTime> operators;
    private final Map<String, Node> byName = new HashMap<>();

    private Executed(Graph graph, List<OperatorTime> operators) {
        this.graph = graph;
        this.operators = operators;
        graph.nodes().forEach(node -> byName.put(node.label(), node));
    }

    /** Empty where the backend keeps no record. */
    static Optional<Executed> of(Model model, Map<String, Tensor> inputs, Backend backend) {
        SessionOptions options = SessionOptions.DEFAULT.withThreads(1).withProfile(true);
        try (Session session = backend.open(model, options)) {
            for (int run = 0; run < RUNS; run++) {
                session.run(inputs);
            }
            return session.profile().map(profile -> new Executed(model.graph(), profile.operators()));
        }
    }

    List<OperatorTime> operators() {
        return operators;
    }

    double micros() {
        return operators.stream().mapToDouble(OperatorTime::leastMicros).sum();
    }

    Part part(OperatorTime time) {
        Operator operator = operator(time.op());
        if (time.op().equals("ConvInteger")) {
            return Part.DYNAMIC_CONVOLUTION;
        }
        if (INTEGER_PRODUCTS.contains(time.op())) {
            return Part.INTEGER_PRODUCT;
        }
        if (operator.quantized().isPresent()) {
            return operator.macs() == MacRule.NONE ? Part.INTEGER_OPERATOR : Part.INTEGER_PRODUCT;
        }
        return switch (operator.kind()) {
            case DEQUANTIZE -> unpacks(time) ? Part.UNPACKING : Part.TURNING;
            case QUANTIZE -> Part.TURNING;
            case MOVEMENT -> isOfTheModel(time) ? Part.FLOAT_OPERATOR : Part.LAYOUT;
            case BINARY -> isAside(time) ? Part.TURNING : Part.FLOAT_OPERATOR;
            default ->
                operator.macs() != MacRule.NONE
                        ? Part.FLOAT_PRODUCT
                        : time.op().startsWith("Reorder") ? Part.LAYOUT : Part.FLOAT_OPERATOR;
        };
    }

    /** A record names no domains. */
    private static Operator operator(String op) {
        Operator standard = Operators.of("", op);
        return standard.isKnown() ? standard : Operators.of("com.microsoft", op);
    }

    private boolean isAside(OperatorTime time) {
        return Optional.ofNullable(byName.get(time.node()))
                .filter(node -> Aside.is(node, graph))
                .isPresent();
    }

    private boolean isOfTheModel(OperatorTime time) {
        return byName.containsKey(time.node());
    }

    /** Whether it makes floats of what lies in the file, in every run. */
    private boolean unpacks(OperatorTime time) {
        Node node = byName.get(time.node());
        return node != null && graph.constant(node.inputs().get(0)).isPresent();
    }

    /** Which operators of the model read what the node gives, or made what it takes, in words. */
    String neighbours(OperatorTime time) {
        Node node = byName.get(time.node());
        if (node == null) {
            return "";
        }
        boolean back = operator(time.op()).kind() == OperatorKind.DEQUANTIZE;
        if (back) {
            List<String> readers = graph.consumersOf(node.output()).stream()
                    .map(Node::op)
                    .filter(op -> !op.equals("QuantizeLinear"))
                    .distinct()
                    .toList();
            return readers.isEmpty() ? "" : "read by " + String.join(", ", readers);
        }
        return graph.producerOf(node.inputs().get(0))
                .flatMap(maker ->
                        Aside.is(maker, graph) ? graph.producerOf(maker.inputs().get(0)) : Optional.of(maker))
                .map(maker -> "of what " + maker.op() + " gives")
                .orElse("of the input");
    }
}
