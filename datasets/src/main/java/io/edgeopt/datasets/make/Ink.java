package io.edgeopt.datasets.make;

/** What a shape is filled with: the light of each pixel. */
@FunctionalInterface
public interface Ink {
    /**
     * Puts red, green, blue and opacity into {@code out}. Opacity comes in as 1, and stays so for ink that covers.
     */
    void at(int x, int y, float[] out);

    static Ink plain(float red, float green, float blue) {
        return (x, y, out) -> {
            out[0] = red;
            out[1] = green;
            out[2] = blue;
        };
    }

    /** A plain colour that lets through what is behind. */
    static Ink sheer(float red, float green, float blue, float opacity) {
        return (x, y, out) -> {
            out[0] = red;
            out[1] = green;
            out[2] = blue;
            out[3] = opacity;
        };
    }
}
