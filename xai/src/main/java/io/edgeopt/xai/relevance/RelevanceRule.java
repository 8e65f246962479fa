package io.edgeopt.xai.relevance;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.gradient.ReverseSweep;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What each node hands on of the relevance that arrives at it.
 *
 * <ul>
 *   <li>A weighted sum divides by the rule that its depth calls for.
 *   <li>An activation hands on what arrives, whatever its slope.
 *   <li>Of a product with a gate (a sigmoid's or a softmax's output) everything goes to what goes through the gate.
 *   <li>Everything else (additions, poolings, reshapes) divides by shares of the result.
 * </ul>
 */
final class RelevanceRule implements ReverseSweep.Rule {
    private static final double EPSILON = 1e-6;

    /** Which rule a weighted sum divides by. */
    interface LinearRules {
        LinearRule of(Node node, boolean first);
    }

    private final LinearRules linear;

    RelevanceRule(LinearRules linear) {
        this.linear = linear;
    }

    @Override
    public Optional<Map<String, Tensor>> back(ReverseSweep.Step step, Map<String, Tensor> arrived, Set<String> wanted) {
        Node node = step.node();
        if (Operators.of(node).kind() == OperatorKind.SOFTMAX) {
            return Optional.of(Map.of());
        }
        if (arrived.size() == 1 && Layers.isLinear(node, wanted)) {
            LinearRule rule = linear.of(node, Layers.isFirst(step.graph(), node));
            Tensor handed = rule.back(new LinearStep(step), only(arrived));
            return Optional.of(Map.of(node.inputs().get(0), handed));
        }
        if (Layers.passes(node) || Layers.isElementwise(node, wanted)) {
            String first = node.inputs().get(0);
            return Optional.of(Map.of(
                    first, only(arrived).reshape(step.value(first).shape().toArray())));
        }
        return Optional.of(shares(step, arrived, throughGates(step, wanted)));
    }

    /** An addition of opposites has no shares to speak of: what is small beside the rest is kept. */
    private static double epsilon(Tensor z) {
        return EPSILON * (1 + Numbers.size(z));
    }

    private static Tensor only(Map<String, Tensor> arrived) {
        return arrived.values().iterator().next();
    }

    /** Without gates, unless all are. */
    private static Set<String> throughGates(ReverseSweep.Step step, Set<String> wanted) {
        boolean product = step.node().is("Mul") || Operators.of(step.node()).kind() == OperatorKind.MATRIX_PRODUCT;
        if (!product || wanted.size() < 2) {
            return wanted;
        }
        Set<String> signals = new LinkedHashSet<>(wanted);
        signals.removeIf(name -> Layers.isGate(step.graph(), name));
        return signals.isEmpty() ? wanted : signals;
    }

    private static Map<String, Tensor> shares(ReverseSweep.Step step, Map<String, Tensor> arrived, Set<String> wanted) {
        Map<String, Tensor> quotients = new HashMap<>();
        arrived.forEach((output, relevance) ->
                quotients.put(output, Numbers.share(relevance, step.value(output), epsilon(step.value(output)))));
        Map<String, Tensor> values = new HashMap<>();
        for (String input : step.node().inputs()) {
            if (!input.isEmpty()) {
                values.put(input, step.value(input));
            }
        }
        // In a product of two signals each factor times its slope is the whole product.
        double part = step.node().is("Mul") ? 1.0 / wanted.size() : 1;
        Map<String, Tensor> handed = new LinkedHashMap<>();
        step.nodes()
                .back(step.node(), values, quotients, wanted)
                .forEach((input, slope) ->
                        handed.put(input, Numbers.scaled(Numbers.product(step.value(input), slope), part)));
        return handed;
    }
}
