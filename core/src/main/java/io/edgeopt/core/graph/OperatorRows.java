package io.edgeopt.core.graph;

import io.edgeopt.core.graph.QuantizedForm.Operand;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Rows of the table of operators that say the same of several operators, while they are being written. */
final class OperatorRows {
    private final String domain;
    private final OperatorKind kind;
    private final List<String> names;
    private final Set<OperatorTrait> traits = EnumSet.noneOf(OperatorTrait.class);
    private OptionalInt weight = OptionalInt.empty();
    private OptionalInt bias = OptionalInt.empty();
    private OptionalInt channels = OptionalInt.empty();
    private MacRule macs = MacRule.NONE;
    private Optional<QuantizedForm> quantized = Optional.empty();

    private OperatorRows(String domain, OperatorKind kind, String... names) {
        this.domain = domain;
        this.kind = kind;
        this.names = List.of(names);
    }

    static OperatorRows onnx(OperatorKind kind, String... names) {
        return new OperatorRows("", kind, names);
    }

    /** Operators that ONNX Runtime adds, those that its optimiser makes by fusing others among them. */
    static OperatorRows microsoft(OperatorKind kind, String... names) {
        return new OperatorRows("com.microsoft", kind, names);
    }

    OperatorRows are(OperatorTrait... added) {
        traits.addAll(List.of(added));
        return this;
    }

    /** The inputs that hold weight and bias, and the weight's axis of output channels. */
    OperatorRows weighted(int weightInput, int biasInput, int channelAxis) {
        bias = OptionalInt.of(biasInput);
        return weighted(weightInput, channelAxis);
    }

    OperatorRows weighted(int weightInput, int channelAxis) {
        weight = OptionalInt.of(weightInput);
        channels = OptionalInt.of(channelAxis);
        return this;
    }

    OperatorRows counted(MacRule rule) {
        macs = rule;
        return this;
    }

    /** They compute {@code floatOp} on integers. */
    OperatorRows standFor(String floatOp, Operand... operands) {
        quantized = Optional.of(new QuantizedForm(floatOp, List.of(operands)));
        return this;
    }

    Stream<Operator> rows() {
        return names.stream()
                .map(name -> new Operator(domain, name, kind, weight, bias, channels, macs, traits, quantized));
    }
}
