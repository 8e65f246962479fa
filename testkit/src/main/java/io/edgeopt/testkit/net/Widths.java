package io.edgeopt.testkit.net;

/** Channel counts as the MobileNet family rounds them. */
final class Widths {
    private Widths() {}

    /** The nearest multiple of eight that is not less than nine tenths of {@code channels}. */
    static int byEight(double channels) {
        int rounded = Math.max(8, (int) (channels + 4) / 8 * 8);
        return rounded < 0.9 * channels ? rounded + 8 : rounded;
    }
}
