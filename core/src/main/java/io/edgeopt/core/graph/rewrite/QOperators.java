package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.Model;

/**
 * Between the two ways in which a file says that a node computes on integers: one operator that does so, with scales
 * and zero points among its inputs (QOperator form), and a float operator between {@code DequantizeLinear} and
 * {@code QuantizeLinear} (Q/DQ form). Results agree but for ties of rounding.
 */
public final class QOperators {
    private QOperators() {}

    /**
     * Every integer operator that the table of operators knows, in Q/DQ form. One stays as it is where Q/DQ cannot say
     * the same: channels laid last, scales that are no constants, scales of their own for the rows of an activation.
     * Scales by channel need operator set 13, to which a model in set 11 or 12 is raised.
     */
    public static Model toQdq(Model model) {
        Model raised = OpsetEleven.concerns(model) ? model : OpsetThirteen.raised(model);
        return new IntegerExpansion(raised).result();
    }

    /**
     * Float operators between {@code DequantizeLinear} and {@code QuantizeLinear} as integer operators, where ONNX
     * Runtime has one; those that only move or choose elements work on the integers themselves.
     */
    public static Model toQOperators(Model model) {
        return new IntegerContraction(model).result();
    }
}
