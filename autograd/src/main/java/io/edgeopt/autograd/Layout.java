package io.edgeopt.autograd;

/** How pictures and what is made of them lie in memory while a program runs. Shapes and results are the same. */
public enum Layout {
    /** Channel after channel, as ONNX has it. */
    CHANNELS_FIRST,
    /** All channels of a place together: convolutions are faster so, forwards and backwards. */
    CHANNELS_LAST
}
