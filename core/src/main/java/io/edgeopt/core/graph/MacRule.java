package io.edgeopt.core.graph;

/** How the multiply-accumulates of a node are counted from the shapes of its tensors. */
public enum MacRule {
    NONE,
    CONV,
    CONV_TRANSPOSE,
    GEMM,
    MATMUL,
    EINSUM,
    ATTENTION,
    LSTM,
    GRU,
    RNN
}
