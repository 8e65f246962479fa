package io.edgeopt.core.graph;

import java.util.List;

/**
 * How an operator that computes on integers (the QOperator form) relates to the one that computes on floats.
 *
 * @param floatOp the operator of ONNX's own set that it stands for
 * @param operands what its inputs are, in their order
 */
public record QuantizedForm(String floatOp, List<Operand> operands) {
    /** One input, or inputs that belong together. */
    public enum Operand {
        /** Three inputs: a quantized tensor, its scale and its zero point. */
        TENSOR(3),
        /** Any number of such threes, to the last input. */
        TENSORS(3),
        /** One input that is not quantized. */
        PLAIN(1),
        /** One 32-bit input with the scale of the first tensor times that of the second. */
        BIAS(1),
        /** Two inputs: scale and zero point of the output. */
        OUTPUT(2);

        private final int inputs;

        Operand(int inputs) {
            this.inputs = inputs;
        }

        public int inputs() {
            return inputs;
        }
    }

    public QuantizedForm {
        operands = List.copyOf(operands);
    }
}
