package io.edgeopt.core.graph;

/** The family that an operator belongs to: algorithms ask for the family, never for a name. */
public enum OperatorKind {
    CONVOLUTION,
    TRANSPOSED_CONVOLUTION,
    MATRIX_PRODUCT,
    ATTENTION,
    NORMALIZATION,
    /** A non-linearity, element by element. */
    ACTIVATION,
    /** Any other function of one tensor, element by element. */
    UNARY,
    /** A function of two or more tensors, element by element, with broadcasting. */
    BINARY,
    /** Normalised exponentials along an axis. */
    SOFTMAX,
    POOLING,
    GLOBAL_POOLING,
    REDUCTION,
    /** Running sums and products along an axis. */
    SCAN_SUM,
    /** The same elements in the same order, under another shape or none. */
    RESHAPE,
    /** The same elements in another order, or repeated. */
    MOVEMENT,
    CONCAT,
    SPLIT,
    SLICE,
    GATHER,
    SCATTER,
    RESIZE,
    PAD,
    /** Elements or places chosen by their values, so that shapes may depend on data. */
    SELECTION,
    CAST,
    /** What a tensor's shape is, not what it holds. */
    SHAPE_QUERY,
    /** Tensors out of nothing, or out of a shape. */
    CONSTANT,
    QUANTIZE,
    DEQUANTIZE,
    RECURRENT,
    CONTROL_FLOW,
    RANDOM,
    SIGNAL,
    LOSS,
    /** Sequences and optional values. */
    SEQUENCE,
    TEXT,
    UNKNOWN
}
