package io.edgeopt.optimizers.quantize;

/** How much time goes into holding accuracy. */
public enum Effort {
    /** Least and largest values, and no correction. */
    FAST(8),
    /** Calibrators are tried against each other, and biases corrected. */
    NORMAL(16),
    /** Layers that cost most accuracy are looked for too. */
    BEST(16);

    private final int compared;

    Effort(int compared) {
        this.compared = compared;
    }

    /** On how many runs candidates are compared, and the result with its source. */
    public int compared() {
        return compared;
    }
}
