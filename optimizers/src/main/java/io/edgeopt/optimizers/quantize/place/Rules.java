package io.edgeopt.optimizers.quantize.place;

import static java.util.Map.entry;

import io.edgeopt.core.graph.MacRule;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import java.util.Map;

/** The table of what operators do among integers. What is not in it stays in float. */
final class Rules {
    private static final Map<String, Rule> TABLE = Map.ofEntries(
            entry("Conv", Rule.of(Role.LAYER)),
            entry("Gemm", Rule.of(Role.LAYER)),
            entry("MatMul", Rule.of(Role.LAYER)),
            entry("ConvTranspose", Rule.of(Role.STORED)),
            entry("Add", Rule.of(Role.COMPUTE)),
            entry("Mul", Rule.of(Role.COMPUTE)),
            entry("LeakyRelu", Rule.of(Role.COMPUTE)),
            entry("Sigmoid", Rule.within(Role.COMPUTE, 0, 1)),
            entry("AveragePool", Rule.of(Role.COMPUTE)),
            entry("GlobalAveragePool", Rule.of(Role.COMPUTE)),
            entry("Concat", Rule.of(Role.JOIN)),
            entry("MaxPool", Rule.of(Role.PASS)),
            entry("Reshape", Rule.of(Role.PASS)),
            entry("Flatten", Rule.of(Role.PASS)),
            entry("Squeeze", Rule.of(Role.PASS)),
            entry("Unsqueeze", Rule.of(Role.PASS)),
            entry("Transpose", Rule.of(Role.PASS)),
            entry("DepthToSpace", Rule.of(Role.PASS)),
            entry("Expand", Rule.of(Role.PASS)),
            entry("Slice", Rule.of(Role.PASS)),
            entry("Split", Rule.of(Role.PASS)),
            entry("Gather", Rule.of(Role.PASS)),
            entry("Resize", Rule.of(Role.PASS)),
            entry("Relu", Rule.of(Role.CUT)),
            entry("Clip", Rule.of(Role.CUT)),
            // These stay in float, but nobody need look at what comes out to know its range.
            entry("Softmax", Rule.within(Role.FLOAT, 0, 1)),
            entry("HardSigmoid", Rule.within(Role.FLOAT, 0, 1)),
            entry("Tanh", Rule.within(Role.FLOAT, -1, 1)));

    private static final Rule NONE = Rule.of(Role.FLOAT);

    private Rules() {}

    static Rule of(Node node) {
        Rule rule = node.domain().isEmpty() ? TABLE.getOrDefault(node.op(), NONE) : NONE;
        // Cubic interpolation leaves the range of its input.
        return rule.role() == Role.PASS && node.text("mode", "").equals("cubic") ? NONE : rule;
    }

    /** Whether it multiplies and accumulates, so that a user may ask why it did not become integer. */
    static boolean isLayer(Node node) {
        return Operators.of(node).macs() != MacRule.NONE;
    }
}
