package io.edgeopt.optimizers.quantize;

/** How much time goes into holding accuracy. */
public enum Effort {
    /** Least and largest values, and no correction. */
    FAST(1, 8),
    /** Calibrators are tried against each other, and biases corrected. */
    NORMAL(3, 16),
    /** Layers that cost most accuracy are looked for too. */
    BEST(3, 16);

    private final int drawn;
    private final int compared;

    Effort(int drawn, int compared) {
        this.drawn = drawn;
        this.compared = compared;
    }

    /** On how many drawn inputs a model that is made ready has to answer as before, beside other extents where they are free. */
    int drawn() {
        return drawn;
    }

    /** On how many runs candidates are compared, and the result with its source. */
    public int compared() {
        return compared;
    }
}
