package io.edgeopt.xai.relevance;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.gradient.ReverseSweep;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Multipliers in place of slopes: for a function of each element, how far its result is from the reference's over how
 * far its argument is; for a product, the mean of the other factor and its reference; for a maximum, what the larger of
 * the two results has beyond each. Linear layers have their slopes.
 */
final class RescaleRule implements ReverseSweep.Rule {
    /** Where the argument is so near to the reference's, the slope is taken. */
    private static final double NEAR = 1e-7;

    private final Map<String, Tensor> references;

    RescaleRule(Map<String, Tensor> references) {
        this.references = references;
    }

    @Override
    public Optional<Map<String, Tensor>> back(ReverseSweep.Step step, Map<String, Tensor> arrived, Set<String> wanted) {
        Node node = step.node();
        if (arrived.size() == 1 && node.is("MaxPool")) {
            return Optional.of(maximum(step, arrived.values().iterator().next(), wanted));
        }
        if (arrived.size() == 1 && Layers.isElementwise(node, wanted)) {
            return Optional.of(rescaled(step, arrived, wanted));
        }
        if (node.is("Mul") && wanted.size() == 2) {
            return Optional.of(product(step, arrived, wanted));
        }
        return Optional.empty();
    }

    private Tensor reference(ReverseSweep.Step step, String name) {
        return Optional.ofNullable(references.get(name)).orElseGet(() -> step.value(name));
    }

    private Tensor moved(ReverseSweep.Step step, String name) {
        return Numbers.of(step.value(name), reference(step, name), (now, before) -> now - before);
    }

    private Map<String, Tensor> rescaled(ReverseSweep.Step step, Map<String, Tensor> arrived, Set<String> wanted) {
        String input = step.node().inputs().get(0);
        Tensor slope = step.nodes()
                .back(step.node(), step.values(), arrived, wanted)
                .getOrDefault(input, arrived.values().iterator().next());
        float[] in = moved(step, input).toFloats();
        float[] out = moved(step, step.node().output()).toFloats();
        float[] come = arrived.values().iterator().next().toFloats();
        float[] handed = slope.toFloats();
        for (int i = 0; i < handed.length; i++) {
            if (Math.abs(in[i]) >= NEAR) {
                handed[i] = come[i] * out[i] / in[i];
            }
        }
        return Map.of(input, Tensor.of(handed, slope.shape().toArray()));
    }

    private Map<String, Tensor> product(ReverseSweep.Step step, Map<String, Tensor> arrived, Set<String> wanted) {
        Map<String, Tensor> middles = new HashMap<>(step.values());
        for (String name : wanted) {
            middles.put(name, Numbers.of(step.value(name), reference(step, name), (now, before) -> (now + before) / 2));
        }
        return step.nodes().back(step.node(), middles, arrived, wanted);
    }

    private Map<String, Tensor> maximum(ReverseSweep.Step step, Tensor come, Set<String> wanted) {
        String input = step.node().inputs().get(0);
        String output = step.node().output();
        Tensor now = step.value(output);
        Tensor before = reference(step, output);
        Tensor larger = Numbers.of(now, before, Math::max);
        Tensor byNow = Numbers.product(come, Numbers.of(now, larger, (a, most) -> a - most));
        Tensor byBefore = Numbers.product(come, Numbers.of(larger, before, (most, b) -> most - b));
        // What is larger now goes to where the maximum is now, and what was larger before to where it was.
        Tensor gained = back(step, step.values(), byBefore, wanted, input);
        Map<String, Tensor> then = new HashMap<>(step.values());
        then.put(input, reference(step, input));
        Tensor lost = back(step, then, byNow, wanted, input);
        Tensor slope = back(step, step.values(), come, wanted, input);
        float[] in = moved(step, input).toFloats();
        float[] contributed = Numbers.sum(gained, lost).toFloats();
        float[] handed = slope.toFloats();
        for (int i = 0; i < handed.length; i++) {
            if (Math.abs(in[i]) >= NEAR) {
                handed[i] = contributed[i] / in[i];
            }
        }
        Map<String, Tensor> result = new LinkedHashMap<>();
        result.put(input, Tensor.of(handed, slope.shape().toArray()));
        return result;
    }

    private static Tensor back(
            ReverseSweep.Step step, Map<String, Tensor> values, Tensor come, Set<String> wanted, String input) {
        return Optional.ofNullable(step.nodes()
                        .back(step.node(), values, Map.of(step.node().output(), come), wanted)
                        .get(input))
                .orElseThrow();
    }
}
