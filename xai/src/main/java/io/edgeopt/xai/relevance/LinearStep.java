package io.edgeopt.xai.relevance;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.gradient.ReverseSweep;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A weighted sum: its input, its weights, and how it is run with others. */
record LinearStep(ReverseSweep.Step step) {
    private Node node() {
        return step.node();
    }

    private String name() {
        return node().inputs().get(0);
    }

    Tensor input() {
        return step.value(name());
    }

    Tensor weight() {
        return step.value(node().inputs().get(1));
    }

    Optional<Tensor> bias() {
        return node().input(2).map(step::value);
    }

    /** The sums with another input, other weights, and a bias of its own or of nothing but zeros. */
    Tensor run(Tensor input, Tensor weight, boolean biased) {
        return step.nodes().run(node(), values(input, weight, biased));
    }

    /** What comes back to the input through those weights. */
    Tensor back(Tensor weight, Tensor arrived) {
        Map<String, Tensor> values = values(input(), weight, /* biased= */ true);
        Tensor sent = step.nodes()
                .back(node(), values, Map.of(node().output(), arrived), Set.of(name()))
                .get(name());
        return Optional.ofNullable(sent).orElseThrow();
    }

    private Map<String, Tensor> values(Tensor input, Tensor weight, boolean biased) {
        Map<String, Tensor> values = new HashMap<>();
        for (String other : node().inputs()) {
            if (!other.isEmpty()) {
                values.put(other, step.value(other));
            }
        }
        values.put(name(), input);
        values.put(node().inputs().get(1), weight);
        if (!biased && bias().isPresent()) {
            values.put(node().inputs().get(2), Numbers.scaled(bias().get(), 0));
        }
        return values;
    }
}
