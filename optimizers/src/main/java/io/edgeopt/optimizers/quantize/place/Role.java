package io.edgeopt.optimizers.quantize.place;

/** What an operator does in a network of integers. */
enum Role {
    /** Weighs its input: this is where time and bytes are, and the reason for everything else. */
    LAYER,
    /** Weighs its input, and there is no integer kernel for it: only its weights are stored in 8 bits. */
    STORED,
    /** Computes new values with an integer kernel, if what it reads are integers anyway. */
    COMPUTE,
    /** Lays tensors side by side, which then share a scale. */
    JOIN,
    /** Moves or chooses values, so that the scale stays. */
    PASS,
    /** Cuts values off, which the range of what comes out does as well. */
    CUT,
    /** Stays as it is. */
    FLOAT
}
