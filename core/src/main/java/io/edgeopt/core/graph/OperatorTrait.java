package io.edgeopt.core.graph;

/** A yes-or-no property of an operator. */
public enum OperatorTrait {
    /** Each output element depends on the input elements at its place alone. */
    ELEMENTWISE,
    /** Zeros in give zeros out, so that a channel of zeros stays one. */
    KEEPS_ZERO,
    /** The output takes its values from the input's range, so that one scale and zero point serve both. */
    PASSES_SCALE,
    /** An integer kernel can do its work, alone or together with its neighbours. */
    QUANTIZABLE,
    /** Gradients can be taken through it. */
    DIFFERENTIABLE,
    /** It may stand in a differentiated graph, but gradients end there. */
    ENDS_GRADIENT,
    /** Two runs with equal inputs may differ. */
    NONDETERMINISTIC
}
