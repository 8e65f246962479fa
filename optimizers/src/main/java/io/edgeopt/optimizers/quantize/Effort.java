package io.edgeopt.optimizers.quantize;

/** How much time goes into holding accuracy. */
public enum Effort {
    /** Least and largest values, and no correction. */
    FAST,
    /** Calibrators are tried against each other, and biases corrected. */
    NORMAL,
    /** Layers that cost most accuracy are looked for too. */
    BEST
}
