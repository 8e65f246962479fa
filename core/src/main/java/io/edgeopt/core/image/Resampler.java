package io.edgeopt.core.image;

/** One way to resize; keeps its coefficients and scratch memory for the next picture of the same size. */
sealed interface Resampler permits PillowBilinear, OpenCvBilinear, Nearest {
    /** Fills the first {@code 3 * width * height} bytes of {@code out} with the window of the resized picture. */
    void resample(Image source, Window window, byte[] out);

    static Resampler of(Preparation.Resizer resizer) {
        return switch (resizer) {
            case BILINEAR_ANTIALIAS -> new PillowBilinear();
            case BILINEAR -> new OpenCvBilinear();
            case NEAREST -> new Nearest();
        };
    }
}
