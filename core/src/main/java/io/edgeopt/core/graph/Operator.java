package io.edgeopt.core.graph;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What edgeopt knows of an operator: a row of the table in {@link Operators}.
 *
 * @param weight which input is its weight, where it has one
 * @param bias which input is its bias, where it can have one
 * @param channels the axis of the weight along which output channels lie, where that does not depend on attributes
 * @param macs how its multiply-accumulates are counted
 * @param quantized for an operator that computes on integers: which one it stands for
 */
public record Operator(
        String domain,
        String name,
        OperatorKind kind,
        OptionalInt weight,
        OptionalInt bias,
        OptionalInt channels,
        MacRule macs,
        Set<OperatorTrait> traits,
        Optional<QuantizedForm> quantized) {
    public Operator {
        traits = Set.copyOf(traits);
    }

    static Operator unknown(String domain, String name) {
        return new Operator(
                domain,
                name,
                OperatorKind.UNKNOWN,
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                MacRule.NONE,
                Set.of(),
                Optional.empty());
    }

    public boolean isKnown() {
        return kind != OperatorKind.UNKNOWN;
    }

    public boolean isElementwise() {
        return has(OperatorTrait.ELEMENTWISE);
    }

    public boolean keepsZero() {
        return has(OperatorTrait.KEEPS_ZERO);
    }

    public boolean passesScale() {
        return has(OperatorTrait.PASSES_SCALE);
    }

    public boolean isQuantizable() {
        return has(OperatorTrait.QUANTIZABLE);
    }

    /** Whether it can stand in a graph that is differentiated; gradients may end there. */
    public boolean isDifferentiable() {
        return has(OperatorTrait.DIFFERENTIABLE) || endsGradient();
    }

    public boolean endsGradient() {
        return has(OperatorTrait.ENDS_GRADIENT);
    }

    public boolean isNondeterministic() {
        return has(OperatorTrait.NONDETERMINISTIC);
    }

    public boolean has(OperatorTrait trait) {
        return traits.contains(trait);
    }

    /** The tensor that is the weight of {@code node}. */
    public Optional<String> weightOf(Node node) {
        return weight.isPresent() ? node.input(weight.getAsInt()) : Optional.empty();
    }

    /** The tensor that is the bias of {@code node}. */
    public Optional<String> biasOf(Node node) {
        return bias.isPresent() ? node.input(bias.getAsInt()) : Optional.empty();
    }

    /**
     * The axis of the weight along which the output channels of {@code node} lie; -1 is the last axis. A weight that is
     * used transposed has its channels first. (Of a transposed convolution with groups the axis holds the channels of
     * one group.)
     */
    public OptionalInt channelsOf(Node node) {
        return channels.isPresent() && node.integer("transB", 0) != 0 ? OptionalInt.of(0) : channels;
    }

    /** As messages name it: {@code Conv}, {@code com.microsoft.QLinearAdd}. */
    @Override
    public String toString() {
        return domain.isEmpty() ? name : domain + "." + name;
    }
}
