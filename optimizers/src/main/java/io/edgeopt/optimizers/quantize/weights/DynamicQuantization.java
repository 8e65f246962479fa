package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.MacRule;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.runtime.Backend;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lets products and recurrences compute on bytes whose range is found anew in each run: no data is needed before. Weights
 * become bytes in the file.
 */
public final class DynamicQuantization extends WeightScheme {
    /** Since then there is an operator that finds the range. */
    private static final int OLDEST_OPSET = 11;

    private static final String LEFT = "has no form that finds its ranges while it runs; scheme weights shrinks it";

    private final Map<MacRule, IntegerForm> forms = new EnumMap<>(Map.of(
            MacRule.MATMUL, new IntegerProduct(),
            MacRule.GEMM, new IntegerProduct(),
            MacRule.LSTM, new IntegerRecurrence()));

    private final boolean convolutions;

    /** @param convolutions whether convolutions too; they seldom gain */
    public DynamicQuantization(Backend backend, boolean convolutions, long seed) {
        super("dynamic", backend, seed);
        this.convolutions = convolutions;
        if (convolutions) {
            forms.put(MacRule.CONV, new IntegerConvolution());
        }
    }

    @Override
    protected void change(Draft draft) {
        if (draft.source().opset() < OLDEST_OPSET) {
            throw new UnsupportedModelException(
                    "dynamic: the model is written in operator set %d, integers with ranges of their own begin with %d; convert it, or choose scheme weights"
                            .formatted(draft.source().opset(), OLDEST_OPSET));
        }
        DynamicDraft dynamic = new DynamicDraft(draft);
        Map<Node, List<WeightTensor>> layers = draft.weights().stream()
                .collect(Collectors.groupingBy(WeightTensor::reader, LinkedHashMap::new, Collectors.toList()));
        layers.forEach((node, weights) -> {
            Optional<String> problem = formOf(node)
                    .map(form -> form.replace(node, weights, dynamic))
                    .orElseGet(() -> Optional.of(why(node)));
            problem.ifPresent(reason -> weights.forEach(weight -> draft.leave(weight, reason)));
        });
    }

    private Optional<IntegerForm> formOf(Node node) {
        return node.domain().isEmpty()
                ? Optional.ofNullable(forms.get(Operators.of(node).macs()))
                : Optional.empty();
    }

    private String why(Node node) {
        return Operators.of(node).macs() == MacRule.CONV && !convolutions
                ? "convolutions stay in float unless asked for: they seldom gain"
                : LEFT;
    }
}
